import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Severity } from '../../model/diagnostic.js'
import { fingerprintsOf } from './fingerprints.js'
import type { LintReporter } from './lint-reporter.js'
import { elementsText, listReport, listSeparator } from './list-report.js'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' }

const issuesOf = (each: LintedFile) => {
  const fingerprints = fingerprintsOf(each)
  return each.diagnostics.map(({ rule, severity, message, hint, file = each.file, origin, span }, index) => ({
    description: hint === undefined ? message : `${message} ${hint}`,
    check_name: rule,
    fingerprint: fingerprints[index],
    severity: severities[severity],
    location: {
      path: origin?.file ?? file,
      lines: { begin: origin?.line ?? span?.start.line ?? 1 },
    },
  }))
}

/** For merge requests of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: LintReporter = {
  listsFailures: true,
  separator: listSeparator,
  spell: (files) => elementsText(files.flatMap(issuesOf), 1),
  begin: ({ quiet }) => listReport({ head: '[', indentation: '', tail: () => '\n' }, quiet),
}
