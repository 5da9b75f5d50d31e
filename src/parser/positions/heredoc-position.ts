import type { Position } from '../../model/place.js'
import { countOf } from '../../words/characters.js'
import type { SourceInstruction } from '../syntax-tree.js'

/**
 * Where a character of a heredoc stands in the file. `index` is the heredoc among those of the instruction, `offset` counts in
 * its content as it stands in the file, the tabs of `<<-` included.
 *
 * @example
 * ```ts
 * // RUN <<EOF
 * // make
 * // EOF
 * heredocPosition(source, 0, 0) // { line: 2, column: 1 }
 * ```
 */
export const heredocPosition = (source: SourceInstruction, index: number, offset: number): Position => {
  const before = source.heredocs.slice(0, index).reduce((lines, each) => lines + countOf(each.content, '\n') + 1, 0)
  const first = (source.lines.at(-1)?.line ?? source.startLine) + 1 + before
  const above = (source.heredocs[index]?.content ?? '').slice(0, offset)
  return { line: first + countOf(above, '\n'), column: offset - above.lastIndexOf('\n') }
}
