import { findingData } from '../finding-data.js'
import { findingsByFile, lintSummary, notesText } from './findings.js'
import type { LintReporter } from './lint-reporter.js'

/** For programs: one object, whose `version` goes up when its shape breaks. */
export const json: LintReporter = (outcome, { quiet }) => {
  const document = {
    version: 1,
    diagnostics: findingsByFile(outcome).flatMap(({ file, findings }) =>
      findings.map((finding) => findingData({ file, ...finding })),
    ),
    summary: lintSummary(outcome),
  }
  return { stdout: `${JSON.stringify(document, undefined, 2)}\n`, stderr: notesText(outcome, quiet) }
}
