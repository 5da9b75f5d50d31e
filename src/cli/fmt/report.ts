import type { Diagnostic } from '../../model/diagnostic.js'
import { type Colors, colorsFor } from '../../report/colors.js'
import { findingData } from '../../report/finding-data.js'
import { findingText } from '../../report/finding-text.js'
import type { Report } from '../../report/report.js'
import type { FormattedFile, FormatStatus } from './format-input.js'

/** What formatting some files came to. */
export interface FormatOutcome {
  readonly files: readonly FormattedFile[]
  readonly failures: readonly Diagnostic[]
  /** One sentence each. */
  readonly notes: readonly string[]
}

/** How to report it. */
export interface FormatReportOptions {
  /** Only what is wrong. */
  readonly quiet: boolean
  readonly color: boolean
  /** Prints the texts, and nothing else to standard output. */
  readonly isPrinted: boolean
}

const hues = {
  formatted: 'green',
  unchanged: 'dim',
  unformatted: 'yellow',
  skipped: 'dim',
  failed: 'red',
} as const satisfies Record<FormatStatus, keyof Colors>

const statuses: readonly FormatStatus[] = ['formatted', 'unchanged', 'unformatted', 'skipped', 'failed']

const counts = (files: readonly FormattedFile[]): readonly (readonly [FormatStatus, number])[] =>
  statuses
    .map((status) => [status, files.filter((each) => each.status === status).length] as const)
    .filter(([, count]) => count > 0)

const isWrong = ({ status }: FormattedFile): boolean => status === 'unformatted' || status === 'failed'

const diffLine = (line: string, colors: Colors): string => {
  if (/^(?:---|\+\+\+) /.test(line)) return colors.bold(line)
  if (line.startsWith('@@')) return colors.cyan(line)
  return line.startsWith('-') ? colors.red(line) : line.startsWith('+') ? colors.green(line) : line
}

const fileLines = ({ file, status, diff }: FormattedFile, width: number, colors: Colors): readonly string[] => [
  `${colors[hues[status]](status.padEnd(width))}  ${file}`,
  ...(diff === undefined
    ? []
    : diff
        .trimEnd()
        .split('\n')
        .map((line) => diffLine(line, colors))),
]

const printedText = (files: readonly FormattedFile[]): string => {
  const printed = files.filter(({ content }) => content !== undefined)
  if (files.length === 1) return printed[0]?.content ?? ''
  return printed.map(({ file, content }) => `# ==> ${file}\n${content}`).join('\n')
}

const lines = (parts: readonly string[]): string => (parts.length === 0 ? '' : `${parts.join('\n')}\n`)

/** For people: a line for each file with its diff, and a summary; whole texts alone where they are to be printed. */
export const formatText = (outcome: FormatOutcome, { quiet, color, isPrinted }: FormatReportOptions): Report => {
  const { files, failures, notes } = outcome
  const colors = colorsFor(color)
  const stderr = lines([
    ...(quiet ? [] : notes.map((note) => `${colors.cyan('note:')} ${note}`)),
    ...failures.map((failure) => findingText(failure, { colors, readSource: () => undefined })),
  ])
  if (isPrinted) return { stdout: printedText(files), stderr }
  const shown = files.filter((file) => !quiet || isWrong(file))
  const width = Math.max(...shown.map(({ status }) => status.length), 'unchanged'.length)
  const summary = counts(files).map(([status, count]) => `${count} ${status}`)
  const isSummed = !quiet && files.length > 0 && files[0]?.file !== '-'
  return {
    stdout: lines([
      ...shown.flatMap((file) => fileLines(file, width, colors)),
      ...(isSummed ? [summary.join(', ')] : []),
    ]),
    stderr,
  }
}

/** For programs: one object, whose `version` goes up when its shape breaks. */
export const formatJson = ({ files, failures, notes }: FormatOutcome): Report => {
  const data = {
    version: 1,
    results: files,
    diagnostics: failures.map(findingData),
    notes,
    summary: { files: files.length, ...Object.fromEntries(counts(files)), errors: failures.length },
  }
  return { stdout: `${JSON.stringify(data, undefined, 2)}\n`, stderr: '' }
}
