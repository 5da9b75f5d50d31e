import type { Severity } from '../../model/diagnostic.js'
import { findingsByFile, notesText } from './findings.js'
import { fingerprintsOf } from './fingerprints.js'
import type { LintReporter } from './lint-reporter.js'

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' }

/** For merge requests of GitLab: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const gitlab: LintReporter = (outcome, { quiet }) => {
  const issues = findingsByFile(outcome).flatMap((each) => {
    const fingerprints = fingerprintsOf(each)
    return each.findings.map(({ rule, severity, message, hint, file = each.file, origin, span }, index) => ({
      description: hint === undefined ? message : `${message} ${hint}`,
      check_name: rule,
      fingerprint: fingerprints[index],
      severity: severities[severity],
      location: {
        path: origin?.file ?? file,
        lines: { begin: origin?.line ?? span?.start.line ?? 1 },
      },
    }))
  })
  return { stdout: `${JSON.stringify(issues, undefined, 2)}\n`, stderr: notesText(outcome, quiet) }
}
