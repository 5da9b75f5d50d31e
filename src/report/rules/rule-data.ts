import { ruleUrl } from '../../linter/rule-url.js'
import type { Rule } from '../../rules/support/rule.js'
import { isRepaired } from './is-repaired.js'

/** A rule in the stable shape that programs read. */
export const ruleData = (rule: Rule) => {
  const { name, category, severity, codes, summary, docs } = rule
  const { why, bad, good, ignoreWhen } = docs
  return {
    name,
    category,
    severity,
    codes,
    summary,
    fixable: isRepaired(rule),
    why,
    bad,
    good,
    ignoreWhen,
    url: ruleUrl(name),
  }
}
