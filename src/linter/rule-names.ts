import { rules } from '../rules/index.js'
import type { Rule } from '../rules/support/rule.js'
import { nearest } from '../words/nearest.js'
import { ownSeverities } from './own-findings.js'

/** The code without the name of its tool. */
const plainCode = (code: string): string => code.slice(code.indexOf(':') + 1)

/** Whether a rule goes by a name: its own, or the code of another tool, such as `DL3008` or `JSONArgsRecommended`. */
export const goesBy = ({ name, codes }: Pick<Rule, 'name' | 'codes'>, given: string): boolean =>
  name === given || codes.some((code) => plainCode(code) === given)

/** All codes of ShellCheck's are one rule. */
const shellcheckCode = /^SC\d{4}$/

/**
 * The rules that go by a name; empty for a name that nothing has.
 *
 * @example
 * ```ts
 * rulesNamed('DL3025') // ['exec-form']
 * ```
 */
export const rulesNamed = (given: string): readonly string[] => {
  if (Object.hasOwn(ownSeverities, given)) return [given]
  if (shellcheckCode.test(given)) return ['shell-mistake']
  return rules.filter((rule) => goesBy(rule, given)).map(({ name }) => name)
}

/** All names that rules go by. */
export const allRuleNames = (): readonly string[] => [
  ...new Set([...rules.flatMap(({ name, codes }) => [name, ...codes.map(plainCode)]), ...Object.keys(ownSeverities)]),
]

/** The name that was probably meant. */
export const nearestRuleName = (given: string): string | undefined => nearest(given, allRuleNames())

/**
 * Severities by what rules are called, from severities by any of the names that they go by. A rule's own name goes before a
 * code that it shares with others; what nothing is called is left out.
 *
 * @example
 * ```ts
 * severitiesByRule({ DL3025: 'off' }) // { 'exec-form': 'off' }
 * ```
 */
export const severitiesByRule = <Level>(given: Readonly<Record<string, Level>>): Readonly<Record<string, Level>> => {
  const entries = Object.entries(given).flatMap(([name, level]) =>
    rulesNamed(name).map((rule) => ({ rule, level, isOwn: rule === name })),
  )
  const ordered = [...entries.filter(({ isOwn }) => !isOwn), ...entries.filter(({ isOwn }) => isOwn)]
  return Object.fromEntries(ordered.map(({ rule, level }) => [rule, level]))
}
