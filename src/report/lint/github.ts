import { annotation, findingAnnotation } from '../github-annotation.js'
import { plural } from '../plural.js'
import { severityWords } from '../severity-counts.js'
import { findingsByFile, lintSummary } from './findings.js'
import type { LintReporter } from './lint-reporter.js'

/** For GitHub Actions: an annotation for each finding, and how many there are. */
export const github: LintReporter = (outcome, { quiet }) => {
  const findings = findingsByFile(outcome).flatMap(({ file, findings }) =>
    findings.map((finding) => (file === '' ? finding : { file, ...finding })),
  )
  const shown = findings.filter(({ severity }) => !quiet || severity === 'error')
  const { files, fixed: _, ...counts } = lintSummary(outcome)
  const lines = [
    ...shown.map(findingAnnotation),
    ...(quiet ? [] : outcome.notes.map((note) => annotation('notice', {}, note))),
    ...(quiet ? [] : [[plural(files, 'file'), ...severityWords(counts)].join(', ')]),
  ]
  return { stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' }
}
