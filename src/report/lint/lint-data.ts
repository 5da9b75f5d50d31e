import type { LintOutcome } from '../../linter/lint-outcome.js'
import { findingData, type FindingData } from '../finding-data.js'
import { findingsByFile, lintSummary, type LintSummary } from './findings.js'

/** What linting came to in the stable shape that programs read. */
export interface LintData {
  readonly version: 1
  readonly diagnostics: readonly FindingData[]
  readonly summary: LintSummary
}

/** Makes the object of `lint --format json`; of each line of `lint --stdin-jsonl`, too, where `id` goes in front. */
export const lintData = (outcome: LintOutcome): LintData => ({
  version: 1,
  diagnostics: findingsByFile(outcome).flatMap(({ file, findings }) =>
    findings.map((finding) => findingData({ file, ...finding })),
  ),
  summary: lintSummary(outcome),
})
