import type { Analysis } from '../../analysis/analyse.js'
import type { Instruction } from '../../model/instruction.js'
import type { HadolintReport } from './hadolint-report.js'
import { hadolintCalls } from './run-calls.js'
import type { RunCall } from './run-calls.js'

/** What hadolint looks for in the calls of a RUN. */
export interface CallReport extends Pick<HadolintReport, 'code' | 'message'> {
  /** The names of the programs. */
  readonly programs: readonly string[] | RegExp
  readonly isBad: (call: RunCall, analysis: Analysis) => boolean
  /** Whether it does not look behind ONBUILD. */
  readonly notOnbuild?: true
}

const nowhere: ReadonlySet<Instruction> = new Set()

/** A report of hadolint about each RUN with a call that is bad. */
export const callReport = ({ code, message, programs, isBad, notOnbuild }: CallReport): HadolintReport => ({
  code,
  message,
  places: ({ analysis }) => {
    const calls = hadolintCalls(analysis, programs)
    if (calls.length === 0) return nowhere
    const found = new Set<Instruction>()
    for (const call of calls) {
      const { at, onbuild } = call.use
      if (!found.has(at) && !(onbuild && notOnbuild === true) && isBad(call, analysis)) found.add(at)
    }
    return found
  },
})

/**
 * Words as a list for a message.
 *
 * @example
 * ```ts
 * listed(['curl', 'git', 'jq', 'make', 'gcc']) // '`curl`, `git`, `jq` and 2 more'
 * ```
 */
export const listed = (words: readonly string[]): string => {
  const unique = [...new Set(words)].map((word) => `\`${word}\``)
  if (unique.length > 4) return `${unique.slice(0, 3).join(', ')} and ${unique.length - 3} more`
  return unique.length < 2 ? unique.join('') : `${unique.slice(0, -1).join(', ')} and ${unique.at(-1) ?? ''}`
}
