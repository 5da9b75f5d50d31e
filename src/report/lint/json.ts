import { notesText } from './findings.js'
import { lintData } from './lint-data.js'
import type { LintReporter } from './lint-reporter.js'

/** For programs: one object, whose `version` goes up when its shape breaks. */
export const json: LintReporter = (outcome, { quiet }) => ({
  stdout: `${JSON.stringify(lintData(outcome), undefined, 2)}\n`,
  stderr: notesText(outcome, quiet),
})
