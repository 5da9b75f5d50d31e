import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import type { LintSummary } from './findings.js'

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

/** What is known when all files are linted. */
export interface LintTotals {
  readonly summary: LintSummary
  /** Findings that `--fix` repairs. */
  readonly fixable: number
  /** Inputs that could not be read. */
  readonly failures: readonly Diagnostic[]
  readonly notes: readonly string[]
}

/** The end of a report; what goes to standard output comes in pieces, so that it need not be in memory as a whole. */
export interface LintReportEnd {
  readonly stdout: Iterable<string>
  readonly stderr: string
}

/** A report that is being put together. */
export interface LintReport {
  /** Takes what files were spelled as, in their order, and gives what to print now. Nothing has to be kept for it. */
  readonly add: (spelled: string) => string
  readonly end: (totals: LintTotals) => LintReportEnd
}

/**
 * Spells what linting came to in one format, file by file, so that a report can be longer than memory. What a program reads is
 * in `stdout` as a whole, failures included; notes are in `stderr`.
 */
export interface LintReporter<File = LintedFile> {
  /** Whether inputs that could not be read are reported as files, in front of those that were. */
  readonly listsFailures: boolean
  /** What stands between two texts of `spell` that become one. */
  readonly separator: string
  /** Spells some files by themselves, which any thread may do; `''` where there is nothing to tell. */
  readonly spell: (files: readonly File[], options: LintReportOptions) => string
  readonly begin: (options: LintReportOptions) => LintReport
}
