import { checkFilled, refuse, show } from './refuse.js'

/** Permissions: octal as text or number (`'0755'`, `0o755`), or symbolic (`'u=rwX,go=rX'`) where COPY and ADD take it. */
export type Mode = number | string

/** A length of time as Docker writes it, such as `30s`, `1m30s` or `500ms`. */
export type Duration =
  | `${number}${'ms' | 's' | 'm' | 'h'}`
  | `${number}m${number}s`
  | `${number}h${number}m`
  | `${number}h${number}m${number}s`

/** A port with its protocol, such as `8080` or `'53/udp'`. */
export type Port =
  | number
  | `${number}`
  | `${number}/${'tcp' | 'udp' | 'sctp'}`
  | `${number}-${number}`
  | `${number}-${number}/${'tcp' | 'udp' | 'sctp'}`
  | `$${string}`

/** A signal by name or number. */
export type Signal = number | `SIG${string}` | `$${string}`

/** Octal permissions as text; refuses what is not octal up to 7777. */
export const octalMode = (mode: Mode, what: string): string => {
  const text = typeof mode === 'number' ? mode.toString(8).padStart(4, '0') : mode
  return /^[0-7]{1,4}$/.test(text) || (typeof mode === 'string' && /^0[0-7]{4}$/.test(mode))
    ? text
    : refuse(
        'invalid-mode',
        `${what} must be octal from 0 to 7777, not ${show(mode)}.`,
        "Write it as `'0755'` or `0o755`.",
      )
}

const symbolicMode = /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/

/** The value of `--chmod`: octal, symbolic, or a reference. */
export const chmodValue = (mode: Mode): string => {
  if (typeof mode === 'string' && (symbolicMode.test(mode) || /^\$(?:\w+|\{\w+[^'"\\\s]*\})$/.test(mode))) return mode
  return octalMode(mode, 'The `chmod` option')
}

const durationPattern = /^(?:\d+(?:\.\d+)?(?:ns|us|µs|ms|s|m|h))+$/
const unitInMs: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1e3, m: 6e4, h: 36e5 }

/** A duration, refused when Docker would refuse it: it must be 0 or at least one millisecond. */
export const checkDuration = (value: string, what: string): string => {
  const text = checkFilled(value, what)
  if (!durationPattern.test(text)) {
    refuse(
      'invalid-duration',
      `${what} ${show(value)} is not a duration.`,
      'Write a number and a unit: `30s`, `1m30s`, `500ms`.',
    )
  }
  let milliseconds = 0
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([a-zµ]+)/g)) {
    milliseconds += Number(amount) * (unitInMs[unit ?? ''] ?? 0)
  }
  return milliseconds === 0 || milliseconds >= 1
    ? text
    : refuse('invalid-duration', `${what} ${show(value)} is shorter than a millisecond, which Docker refuses.`)
}

const portPattern = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp|sctp))?$/

/** A port for EXPOSE. */
export const checkPort = (port: Port): string => {
  const text = String(port)
  if (/^\$(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})(?:\/(?:tcp|udp|sctp))?$/.test(text)) return text
  const match = portPattern.exec(text)
  const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])]
  if (!match || first < 1 || last > 65535 || last < first) {
    refuse(
      'invalid-port',
      `The port ${show(port)} is not one that EXPOSE takes.`,
      'Write `8080`, `"53/udp"` or a range such as `"8000-8010"`, from 1 to 65535.',
    )
  }
  return text
}

const signalPattern = /^(?:SIG[A-Z][A-Z0-9+-]*|\d{1,2}|\$[A-Za-z_]\w*|\$\{[A-Za-z_]\w*\})$/

/** A signal for STOPSIGNAL. */
export const checkSignal = (signal: Signal): string => {
  const text = String(signal)
  return signalPattern.test(text)
    ? text
    : refuse(
        'invalid-signal',
        `The signal ${show(signal)} is not one that STOPSIGNAL takes.`,
        'Write `SIGTERM`, `SIGQUIT`, or a number.',
      )
}

const variableName = /^[A-Za-z_]\w*$/

/** The name of a variable of ARG or ENV. */
export const checkVariableName = (name: string, what: string): string =>
  typeof name === 'string' && variableName.test(name)
    ? name
    : refuse(
        'invalid-variable-name',
        `${what} ${show(name)} is not a variable name.`,
        'Use letters, digits and `_`, not starting with a digit.',
      )
