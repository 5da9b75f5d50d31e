import type { Place } from '../model/place.js'
import { visible } from './visible.js'

/** A line in a terminal has this many characters. */
const width = 120

const cut = (line: string): string => visible(line.length > width ? `${line.slice(0, width - 1)}…` : line)

/** The lines of a text, for {@link codeFrame}; places do not count a byte order mark. */
export const frameLines = (text: string): readonly string[] => text.replace(/^\ufeff/, '').split(/\r?\n/)

/** As wide as the text in front of a column: tabs stay tabs. */
const indentTo = (line: string, column: number): string => line.slice(0, column - 1).replace(/[^\t]/g, ' ')

/**
 * The lines of a file around a place, with a mark below the column; empty when the place names no line of the text.
 *
 * @example
 * ```ts
 * codeFrame(["import x from 'y'", 'x(1)'], { file: 'dockerfile.ts', line: 2, column: 1 }, 1)
 * //   1 | import x from 'y'
 * // > 2 | x(1)
 * //     | ^
 * ```
 */
export const codeFrame = (lines: readonly string[], { line, column }: Place, context: number): readonly string[] => {
  const marked = line === undefined ? undefined : lines[line - 1]
  if (line === undefined || marked === undefined) return []
  const first = Math.max(1, line - context)
  const last = Math.min(lines.length, line + context)
  const digits = String(last).length
  return lines.slice(first - 1, last).flatMap((each, index) => {
    const number = first + index
    const row = `${number === line ? '>' : ' '} ${String(number).padStart(digits)} | ${cut(each)}`.trimEnd()
    if (number !== line || column === undefined || column > width) return [row]
    return [row, `  ${' '.repeat(digits)} | ${indentTo(each, column)}^`]
  })
}
