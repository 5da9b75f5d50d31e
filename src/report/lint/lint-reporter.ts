import type { LintOutcome } from '../../linter/lint-outcome.js'
import type { Report } from '../report.js'

/** The formats of `lint`. */
export type LintFormat = 'text' | 'json' | 'sarif' | 'github' | 'checkstyle' | 'gitlab'

/** How to report what linting came to. */
export interface LintReportOptions {
  /** Only errors, and no notes; formats for programs always have all findings. */
  readonly quiet: boolean
  readonly color: boolean
  /** The text of a file that the place of a finding names, such as a `dockerfile.ts`, for code frames. */
  readonly readSource: (file: string) => string | undefined
}

/**
 * Spells what linting came to in one format. What a program reads is in `stdout` as a whole, failures included; notes are in
 * `stderr`.
 */
export type LintReporter = (outcome: LintOutcome, options: LintReportOptions) => Report
