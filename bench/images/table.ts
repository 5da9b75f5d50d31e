import type { Measured, MeasuredRow } from './measured.js'

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e8 ? 1 : 0)
const percent = (part: number): string => `${(part * 100).toFixed(part < 0.1 ? 1 : 0)} %`
const seconds = (time: number | undefined): string => time?.toFixed(1) ?? '–'

/** What was not measured is not missed. */
const atMost = (time: number | undefined, limit: number | undefined): boolean =>
  time === undefined || limit === undefined || time <= limit

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const cellsOf = ({ row, author, label, ...rest }: Measured, { naive, taught }: MeasuredRow): readonly string[] => [
  author === 'naive' ? `**${row}**` : '',
  `${author === 'ours' ? 'ours: ' : author === 'taught' ? 'taught: ' : ''}${label}`,
  megabytes(rest.size),
  percent(rest.size / naive.size),
  percent(rest.size / taught.size),
  megabytes(rest.transferred),
  String(rest.layers),
  megabytes(rest.wasted),
  percent(rest.efficiency),
  megabytes(rest.floor),
  seconds(rest.cold),
  seconds(rest.afterEdit),
  seconds(rest.afterDependency),
]

const head = [
  'application',
  'recipe',
  'size, MB',
  'of naive',
  'of taught',
  'transferred, MB',
  'layers',
  'wasted, MB',
  'efficiency',
  'floor, MB',
  'cold, s',
  'after an edit, s',
  'after a dependency, s',
]

/** The measurements as a Markdown table. */
export const markdownTable = (rows: readonly MeasuredRow[]): string => {
  const body = rows.flatMap((row) => [row.naive, row.taught, ...row.ours].map((each) => line(cellsOf(each, row))))
  const rule = line(head.map((_, index) => (index < 2 ? '---' : '---:')))
  return `${[line(head), rule, ...body].join('\n')}\n`
}

interface Goal {
  readonly text: string
  readonly isMet: (row: MeasuredRow, smallest: Measured) => boolean
}

/** What the smallest of ours is to reach. */
const goals: readonly Goal[] = [
  {
    text: 'size at most 0.9 of taught, or within 3 % of the floor',
    isMet: ({ taught }, { size, floor }) => size <= 0.9 * taught.size || size <= 1.03 * floor,
  },
  { text: 'size at most 0.15 of naive', isMet: ({ naive }, { size }) => size <= 0.15 * naive.size },
  { text: 'efficiency at least 99.5 %', isMet: (_, { efficiency }) => efficiency >= 0.995 },
  {
    text: 'rebuild after an edit at most 0.5 of taught',
    isMet: ({ taught }, { afterEdit }) => atMost(afterEdit, taught.afterEdit && 0.5 * taught.afterEdit),
  },
  { text: 'cold build not slower than taught', isMet: ({ taught }, { cold }) => atMost(cold, taught.cold) },
]

/** Which goals the smallest of ours misses, a line each. */
export const missedGoals = (rows: readonly MeasuredRow[]): readonly string[] =>
  rows.flatMap((row) => {
    const [smallest] = row.ours
    if (smallest === undefined) return [`${row.name}: nothing of ours`]
    return goals
      .filter(({ isMet }) => !isMet(row, smallest))
      .map(({ text }) => `${row.name} (${smallest.label}): missed: ${text}`)
  })
