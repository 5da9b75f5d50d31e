import type { FileResult } from '../generate/result.js'
import type { Diagnostic, Severity } from '../model/diagnostic.js'
import { type Reporter, summaryOf } from './report.js'

/** https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
const commands = { error: 'error', warning: 'warning', info: 'notice' } as const satisfies Record<Severity, string>

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')

const annotation = (
  command: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string => {
  const given = Object.entries(properties).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${property(String(value))}`],
  )
  return `::${command}${given.length === 0 ? '' : ` ${given.join(',')}`}::${data(message)}`
}

const findingLine = ({ severity, rule, message, hint, origin, file, span }: Diagnostic): string => {
  const place = origin ?? { file, line: span?.start.line, column: span?.start.column }
  const text = hint === undefined ? message : `${message}\n${hint}`
  return annotation(commands[severity], { file: place.file, line: place.line, col: place.column, title: rule }, text)
}

const messages: Partial<Record<FileResult['status'], (name: string, source: string) => string>> = {
  stale: (name, source) => `${name} does not match ${source}. Run \`npx gen-dockerfile\` and commit the result.`,
  missing: (name, source) =>
    `${name} is missing; ${source} generates it. Run \`npx gen-dockerfile\` and commit the result.`,
}

/** A line that GitHub would take for a command of ours stays text. */
const inert = (line: string): string => (/^\s*::|##\[/.test(line) ? `|${line}` : line)

const resultLines = ({ status, output, source, diff }: FileResult): readonly string[] => {
  const name = output ?? source
  const message = messages[status]?.(name, source)
  const group =
    diff === undefined
      ? []
      : [`::group::${data(`${status} ${name}`)}`, ...diff.trimEnd().split('\n').map(inert), '::endgroup::']
  return message === undefined
    ? [...group, ...(diff === undefined ? [`${status} ${name}`] : [])]
    : [annotation('error', { file: status === 'missing' ? source : name, title: status }, message), ...group]
}

/** For GitHub Actions: an annotation for each finding and each file that is not up to date, the diffs in groups. */
export const github: Reporter = (outcome, { quiet }) => {
  const { results, diagnostics, failures, notes } = outcome
  const shown = quiet ? results.filter(({ status }) => messages[status] !== undefined) : results
  const findings = [...failures, ...diagnostics].filter(({ severity }) => !quiet || severity === 'error')
  const { errors, warnings } = summaryOf(outcome)
  const lines = [
    ...shown.flatMap(resultLines),
    ...findings.map(findingLine),
    ...(quiet ? [] : notes.map((note) => annotation('notice', {}, note))),
    ...(quiet ? [] : [`${results.length} files, ${errors} errors, ${warnings} warnings`]),
  ]
  return { stdout: lines.length === 0 ? '' : `${lines.join('\n')}\n`, stderr: '' }
}
