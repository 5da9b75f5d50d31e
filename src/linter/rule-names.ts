import { rules } from '../rules/index.js'
import type { Rule } from '../rules/support/rule.js'
import { nearest } from '../words/nearest.js'
import { ownSeverities } from './own-findings.js'

/** The code without the name of its tool. */
const plainCode = (code: string): string => code.slice(code.indexOf(':') + 1)

/** Whether a rule goes by a name: its own, or the code of another tool, such as `DL3008` or `JSONArgsRecommended`. */
export const goesBy = ({ name, codes }: Pick<Rule, 'name' | 'codes'>, given: string): boolean =>
  name === given || codes.some((code) => plainCode(code) === given)

/**
 * The rules that go by a name; empty for a name that nothing has.
 *
 * @example
 * ```ts
 * rulesNamed('DL3025') // ['exec-form']
 * ```
 */
export const rulesNamed = (given: string): readonly string[] =>
  Object.hasOwn(ownSeverities, given) ? [given] : rules.filter((rule) => goesBy(rule, given)).map(({ name }) => name)

/** The name that was probably meant. */
export const nearestRuleName = (given: string): string | undefined =>
  nearest(given, [
    ...rules.flatMap(({ name, codes }) => [name, ...codes.map(plainCode)]),
    ...Object.keys(ownSeverities),
  ])
