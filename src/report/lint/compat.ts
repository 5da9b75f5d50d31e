import type { CompatFinding, CompatLevel } from '../../linter/compat/compat-finding.js'
import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic, Severity } from '../../model/diagnostic.js'
import { colorsFor } from '../colors.js'
import { findingText } from '../finding-text.js'
import { visible } from '../visible.js'
import { notesText } from './findings.js'
import type { LintFormat, LintReporter, LintReportOptions, LintTotals } from './lint-reporter.js'
import { elementsText, listReport, listSeparator } from './list-report.js'

/** What another tool finds in a file. */
export interface CompatFile {
  readonly file: string
  /** Its text, where the report shows lines. */
  readonly text: string
  readonly findings: readonly CompatFinding[]
}

/** The formats that findings of `--compat` have of their own; {@link asLinted} gives the others. */
type CompatFormat = Extract<LintFormat, 'text' | 'json'>

const lineText = ({ file, line, code, level, message }: CompatFinding): string =>
  `${visible(`${file}:${line} ${code} ${level}: ${message}`)}\n`

const dataOf = ({ file, line, code, level, message }: CompatFinding): CompatFinding => ({
  file,
  line,
  code,
  level,
  message,
})

const findingsOf = (files: readonly CompatFile[]): readonly CompatFinding[] => files.flatMap(({ findings }) => findings)

/** Notes and inputs that could not be read, which neither tool has in its output. */
const toldText = ({ notes, failures }: LintTotals, { quiet, color }: LintReportOptions): string => {
  const colors = colorsFor(color)
  const told = failures.map((failure) => `${findingText(failure, { colors, readSource: () => undefined })}\n`)
  return [notesText(notes, quiet), ...told].join('')
}

const json: LintReporter<CompatFile> = {
  listsFailures: false,
  separator: listSeparator,
  spell: (files) => elementsText(findingsOf(files).map(dataOf), 1),
  begin: (options) => {
    const { add, end } = listReport({ head: '[', indentation: '', tail: () => '\n' }, true)
    return { add, end: (totals) => ({ ...end(totals), stderr: toldText(totals, options) }) }
  },
}

const text: LintReporter<CompatFile> = {
  listsFailures: false,
  separator: '',
  spell: (files) => findingsOf(files).map(lineText).join(''),
  begin: (options) => ({
    add: (spelled) => spelled,
    end: (totals) => ({ stdout: [], stderr: toldText(totals, options) }),
  }),
}

/** The reporters of `lint --compat`: one array, or a line for each finding. */
export const compatReporters: Readonly<Record<CompatFormat, LintReporter<CompatFile>>> = { text, json }

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

/** What another tool finds in a file as if we had found it, for the formats that have no shape of their own for it. */
export const asLinted = ({ file, text, findings }: CompatFile): LintedFile => ({
  file,
  text,
  diagnostics: findings.map(diagnosticOf),
})
