import { goQuote, toBytes } from '../../words/go-text.js'

// The numbers that Dockerfiles hold, read as Go's strconv, time and go-units packages read them.

/** The value of `true`, `1`, `t` and their like; `undefined` for another text. */
export const parseGoBoolean = (text: string): boolean | undefined => {
  if (/^(?:1|t|T|true|TRUE|True)$/.test(text)) return true
  return /^(?:0|f|F|false|FALSE|False)$/.test(text) ? false : undefined
}

/** A number without sign of up to 32 bits; `undefined` for another text. */
export const parseUnsigned = (text: string, base: 8 | 10): number | undefined => {
  if (!(base === 8 ? /^[0-7]+$/ : /^\d+$/).test(text)) return undefined
  const value = Number.parseInt(text, base)
  return value > 0xffff_ffff ? undefined : value
}

/** A number with an optional sign, or Go's message about it. */
export const parseInteger = (text: string, bits: 32 | 64): bigint | { readonly error: string } => {
  if (!/^[+-]?\d+$/.test(text)) return { error: 'invalid syntax' }
  const value = BigInt(text.startsWith('+') ? text.slice(1) : text)
  return BigInt.asIntN(bits, value) === value ? value : { error: 'value out of range' }
}

const sizeUnits = 'kmgtp'

/** A size such as `64m` in bytes, at most three letters behind the number; `undefined` for another text. */
export const parseSize = (text: string): number | undefined => {
  const match = /^(.*[\d. ])(\D{0,3})$/s.exec(text)
  const written = match?.[1]
  if (match === null || written === undefined) return undefined
  const number = written.endsWith(' ') ? written.slice(0, -1) : written
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(number)) return undefined
  const value = Number(number)
  if (value < 0 || !Number.isFinite(value)) return undefined
  const suffix = (match[2] ?? '').toLowerCase()
  if (suffix === '' || suffix === 'b') return Math.trunc(value)
  const power = sizeUnits.indexOf(suffix[0] ?? '')
  return power < 0 || !/^.(?:b|ib)?$/.test(suffix) ? undefined : Math.trunc(value * 1024 ** (power + 1))
}

const nanoseconds: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  µs: 1_000n,
  μs: 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
}

const largest = 2n ** 63n

/** Go's quoting in messages of `time`: what is not printable ASCII as the bytes of its UTF-8. */
const quoteBytes = (text: string): string =>
  `"${text.replace(/["\\]|[^ -~]/gu, (letter) => {
    if (letter === '"' || letter === '\\') return `\\${letter}`
    return [...toBytes(letter)].map((byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
  })}"`

const part = /(\d*)(\.\d*)?([^.\d]*)/y

const fractionOf = (digits: string, unit: bigint): bigint => {
  const used = digits.slice(0, 18)
  return BigInt(Math.trunc(Number(used) * (Number(unit) / 10 ** used.length)))
}

/**
 * A duration such as `1m30s` in nanoseconds, or Go's message about it.
 *
 * @example
 * ```ts
 * parseDuration('5') // { error: 'time: missing unit in duration "5"' }
 * ```
 */
export const parseDuration = (text: string): bigint | { readonly error: string } => {
  const fail = (what: string) => ({ error: `time: ${what} ${quoteBytes(text)}` })
  const negative = text.startsWith('-')
  const body = /^[-+]/.test(text) ? text.slice(1) : text
  if (body === '0') return 0n
  if (body === '') return fail('invalid duration')
  let total = 0n
  part.lastIndex = 0
  while (part.lastIndex < body.length) {
    const [, whole = '', fraction = '', unitName = ''] = part.exec(body) ?? []
    if (whole === '' && fraction.length < 2) return fail('invalid duration')
    const count = BigInt(whole === '' ? '0' : whole)
    if (count > largest) return fail('invalid duration')
    if (unitName === '') return fail('missing unit in duration')
    const unit = Object.hasOwn(nanoseconds, unitName) ? nanoseconds[unitName] : undefined
    if (unit === undefined) return fail(`unknown unit ${quoteBytes(unitName)} in duration`)
    if (count > largest / unit) return fail('invalid duration')
    total += count * unit + (fraction.length > 1 ? fractionOf(fraction.slice(1), unit) : 0n)
    if (total > largest) return fail('invalid duration')
  }
  if (!negative && total === largest) return fail('invalid duration')
  return negative ? -total : total
}

/** Go's message of a number that does not parse. */
export const numberMessage = (call: string, text: string, error: string): string =>
  `strconv.${call}: parsing ${goQuote(text)}: ${error}`
