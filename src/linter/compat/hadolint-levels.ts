import type { HadolintLevel } from './hadolint-config.js'

const codes: Readonly<Record<HadolintLevel, string>> = {
  error: 'DL1000 DL3000 DL3004 DL3011 DL3012 DL3020 DL3021 DL3023 DL3024 DL3026 DL3043 DL3044 DL3061 DL4000 DL4004',
  warning:
    'DL3002 DL3003 DL3006 DL3007 DL3008 DL3013 DL3014 DL3016 DL3018 DL3022 DL3025 DL3027 DL3028 DL3029 DL3030 DL3032 DL3033 DL3034 DL3035 DL3036 DL3037 DL3038 DL3040 DL3041 DL3042 DL3045 DL3046 DL3051 DL3052 DL3053 DL3054 DL3055 DL3056 DL3058 DL3062 DL3063 DL3064 DL3065 DL3067 DL4001 DL4003 DL4005 DL4006',
  info: 'DL3001 DL3009 DL3010 DL3015 DL3019 DL3047 DL3049 DL3050 DL3059 DL3060 DL3066',
  style: 'DL3048',
  ignore: 'DL1001 DL3057',
}

const levels = new Map(
  Object.entries(codes).flatMap(([level, list]) => list.split(' ').map((code) => [code, level] as const)),
)

const isLevel = (text: string | undefined): text is HadolintLevel => text !== undefined && text in codes

/** The level that hadolint 2.15 gives a code by default. */
export const hadolintLevel = (code: string): HadolintLevel => {
  const level = levels.get(code)
  return isLevel(level) ? level : 'warning'
}
