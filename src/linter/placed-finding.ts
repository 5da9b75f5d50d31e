import type { Diagnostic } from '../model/diagnostic.js'
import type { Finding, Rule } from '../rules/support/rule.js'

/** What a rule found, and the diagnostic that it becomes. */
export interface PlacedFinding {
  readonly rule: Rule
  readonly finding: Finding
  readonly diagnostic: Diagnostic
}
