import { goUpperCase } from '../../words/go-text.js'
import { parseInteger } from './numbers.js'

const names = new Set(
  (
    'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP ' +
    'TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'
  ).split(' '),
)
for (let offset = 1; offset <= 15; offset++) names.add(`RTMIN+${offset}`)
for (let offset = 1; offset <= 14; offset++) names.add(`RTMAX-${offset}`)

/**
 * BuildKit's message about the signal of STOPSIGNAL.
 *
 * @example
 * ```ts
 * checkSignal('SIGFOO') // 'invalid signal: SIGFOO'
 * ```
 */
export const checkSignal = (text: string): string | undefined => {
  const number = parseInteger(text, 64)
  const known = typeof number === 'bigint' ? number !== 0n : names.has(goUpperCase(text).replace(/^SIG/, ''))
  return known ? undefined : `invalid signal: ${text}`
}
