import type { CompatFinding, CompatLevel } from '../../linter/compat/compat-finding.js'
import type { LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic, Severity } from '../../model/diagnostic.js'
import type { Report } from '../report.js'
import { visible } from '../visible.js'
import type { LintFormat } from './lint-reporter.js'

/** The formats that findings of `--compat` have of their own; {@link asLintOutcome} gives the others. */
type CompatFormat = Extract<LintFormat, 'text' | 'json'>

/** Spells findings of `lint --compat`. */
type CompatReporter = (findings: readonly CompatFinding[]) => Report

const lineText = ({ file, line, code, level, message }: CompatFinding): string =>
  `${visible(`${file}:${line} ${code} ${level}: ${message}`)}\n`

const dataOf = ({ file, line, code, level, message }: CompatFinding): CompatFinding => ({
  file,
  line,
  code,
  level,
  message,
})

/** The reporters of `lint --compat`: one array, or a line for each finding. */
export const compatReporters: Readonly<Record<CompatFormat, CompatReporter>> = {
  text: (findings) => ({ stdout: findings.map(lineText).join(''), stderr: '' }),
  json: (findings) => ({ stdout: `${JSON.stringify(findings.map(dataOf), undefined, 2)}\n`, stderr: '' }),
}

const severities: Readonly<Record<CompatLevel, Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
}

const diagnosticOf = ({ file, line, code, level, message }: CompatFinding): Diagnostic => ({
  rule: code,
  codes: [],
  severity: severities[level],
  message,
  file,
  ...(line === 0 ? {} : { span: { start: { line, column: 1 }, end: { line, column: 1 } } }),
})

/**
 * Findings of `lint --compat` as ours, for the formats that have no shape of their own for them. A file that could not be
 * read needs no text.
 */
export const asLintOutcome = (
  files: readonly { readonly file: string; readonly text: string }[],
  findings: readonly CompatFinding[],
): LintOutcome => {
  const byFile = new Map(files.map(({ file, text }) => [file, { file, text, diagnostics: new Array<Diagnostic>() }]))
  for (const finding of findings) {
    const { file } = finding
    const linted = byFile.get(file) ?? { file, text: '', diagnostics: [] }
    linted.diagnostics.push(diagnosticOf(finding))
    byFile.set(file, linted)
  }
  return { files: [...byFile.values()], failures: [], notes: [] }
}
