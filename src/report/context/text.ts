import { shownPath } from '../../context/raw-name.js'
import { type Colors, colorsFor } from '../colors.js'
import { findingText } from '../finding-text.js'
import { severityCounts, severityWords } from '../severity-counts.js'
import { amountText, barWidth, section, shareColumn, sizeColumn } from '../size-text.js'
import { visible } from '../visible.js'
import { bar, largestDirectories } from './directory-tree.js'
import type { ContextReport } from './report.js'
import { whyText } from './why-text.js'

/** How to spell it for people. */
export interface ContextTextOptions {
  readonly color: boolean
  /** Only what is wrong. */
  readonly quiet: boolean
  /** How many directories, files and patterns are shown of each. */
  readonly top: number
}

const shown = (path: string): string => visible(shownPath(path))

const directoryLines = ({ contents }: ContextReport, top: number, colors: Colors): readonly string[] =>
  largestDirectories(contents.summary, top).map(({ directory, depth, name }) => {
    const part = contents.totals.bytes === 0 ? 0 : directory.bytes / contents.totals.bytes
    return `  ${sizeColumn(directory.bytes)} ${shareColumn(directory.bytes, contents.totals.bytes)}  ${colors.cyan(bar(part, barWidth))}  ${'  '.repeat(depth)}${shown(name)}/`
  })

const sourceLines = ({ contents }: ContextReport, colors: Colors): readonly string[] =>
  (contents.sources ?? []).map(({ kind, path, line, files, bytes }) => {
    const what = `${kind === 'bind' ? 'bind' : kind.toUpperCase()} ${shown(path)}`
    const where = line === undefined ? '' : colors.dim(`line ${line}: `)
    return `  ${where}${what}  ${files === 0 ? colors.yellow('nothing') : colors.dim(amountText({ files, bytes }))}`
  })

const ignoredLines = ({ contents, ignoreFile = '' }: ContextReport, top: number, colors: Colors): readonly string[] => {
  const { ignored } = contents
  if (ignored === undefined) return []
  const lines = ignored.patterns
    .slice(0, top)
    .map(
      (each) =>
        `  ${sizeColumn(each.bytes)}  ${shown(each.pattern)}  ${colors.dim(`${amountText(each)}, ${ignoreFile}:${each.line}`)}`,
    )
  const rest = ignored.patterns.length - lines.length
  return rest <= 0 ? lines : [...lines, colors.dim(`  and ${rest} more patterns`)]
}

/** What to add to the ignore file, ready to copy. */
const adviceLines = ({ contents, ignoreFile }: ContextReport, colors: Colors): readonly string[] => {
  const patterns = [...new Set(contents.findings.flatMap(({ pattern }) => pattern ?? []))]
  return section(
    `Lines for the end of ${ignoreFile ?? '.dockerignore'}`,
    patterns.map((each) => `  ${shown(each)}`),
    colors,
  )
}

/** A build context for people: the totals, where the bytes are, what is taken and ignored, and what should not be there. */
export const contextText = (report: ContextReport, { color, quiet, top }: ContextTextOptions): string => {
  const colors = colorsFor(color)
  const { contents, context, ignoreFile, patterns, dockerfile } = report
  const { totals, ignored } = contents
  const findings = contents.findings.filter(({ severity }) => !quiet || severity === 'error')
  const rules =
    ignoreFile === undefined
      ? 'there is no ignore file'
      : `${ignoreFile}, ${patterns} pattern${patterns === 1 ? '' : 's'}`
  const overview = [
    `Build context ${colors.bold(context)}: ${colors.bold(amountText(totals))} ${colors.dim(`(${rules})`)}`,
    ...section('Largest directories', directoryLines(report, top, colors), colors),
    ...section(
      'Largest files',
      contents.largest
        .slice(0, top)
        .map((file) => `  ${sizeColumn(file.size)} ${shareColumn(file.size, totals.bytes)}  ${shown(file.path)}`),
      colors,
    ),
    ...section(`What ${dockerfile ?? ''} takes`, sourceLines(report, colors), colors),
    ...(ignored === undefined
      ? []
      : section(`Ignored: ${amountText(ignored)}`, ignoredLines(report, top, colors), colors)),
    ...(report.why.length === 0 ? [] : ['', ...report.why.map((each) => whyText(each, ignoreFile, colors))]),
  ]
  const spelled = findings.map((finding) => findingText(finding, { colors, readSource: () => undefined }))
  const words = severityWords(severityCounts(findings))
  const parts = [
    ...(quiet ? [] : overview),
    ...(quiet || spelled.length === 0 ? [] : ['']),
    ...spelled,
    ...(quiet ? [] : adviceLines(report, colors)),
    ...(quiet || words.length === 0 ? [] : ['', words.join(', ')]),
  ]
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`
}
