import { decideBase } from './decide-base.js'
import type { Decision, DecisionContext } from './decision.js'
import { decideHealthcheck, decideStart } from './decide-start.js'
import { decideVolume } from './decide-volume.js'
import { decideEnv, decideExpose, decideLabel, decideStopSignal, decideUser } from './decide-values.js'
import type { Setting } from './setting.js'
import { spellSetting } from './spell.js'

/** A setting of an old Dockerfile and what became of it. */
export interface CarriedSetting {
  readonly line?: number
  /** As the Dockerfile has it. */
  readonly text: string
  readonly decision: Decision
}

const decide = (setting: Setting, context: DecisionContext): Decision | undefined => {
  switch (setting.kind) {
    case 'base':
      return decideBase(setting, context)
    case 'expose':
      return decideExpose(setting, context)
    case 'env':
      return decideEnv(setting, context)
    case 'label':
      return decideLabel(setting)
    case 'user':
      return decideUser(setting, context)
    case 'stopsignal':
      return decideStopSignal(setting)
    case 'volume':
      return decideVolume(setting, context)
    case 'start':
      return decideStart(setting, context)
    default:
      return decideHealthcheck(setting, context)
  }
}

/** What becomes of each setting of an old Dockerfile, in the order of its lines. */
export const carryOver = (context: DecisionContext): readonly CarriedSetting[] => {
  const { base, settings } = context.old
  return [...(base === undefined ? [] : [base]), ...settings].flatMap((setting) => {
    const decision = decide(setting, context)
    if (decision === undefined) return []
    return [{ ...(setting.line === undefined ? {} : { line: setting.line }), text: spellSetting(setting), decision }]
  })
}

type Options = Readonly<Record<string, unknown>>

const isRecord = (value: unknown): value is Options =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Options with more of them; records such as `env` are joined. */
export const withOptions = (options: Options, more: Options): Options => {
  const joined = Object.entries(more).map(([name, value]) => {
    const present = options[name]
    return [name, isRecord(present) && isRecord(value) ? { ...present, ...value } : value] as const
  })
  return { ...options, ...Object.fromEntries(joined) }
}
