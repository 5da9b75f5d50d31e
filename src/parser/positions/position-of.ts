import type { Position, Span } from '../../model/place.js'
import type { SourceInstruction, SourceLine } from '../syntax-tree.js'

/** A line of an instruction's code, and where its text begins in the joined text. */
interface CodeLine {
  readonly line: SourceLine
  readonly offset: number
}

const known = new WeakMap<SourceInstruction, readonly CodeLine[]>()

const codeLines = (source: SourceInstruction): readonly CodeLine[] => {
  const found = known.get(source)
  if (found !== undefined) return found
  let offset = 0
  const lines = source.lines.flatMap((line): CodeLine[] => {
    if (line.kind !== 'code') return []
    const each = { line, offset }
    offset += line.text.length
    return [each]
  })
  known.set(source, lines)
  return lines
}

/** The last line that begins at or before an offset. */
const lineAt = (lines: readonly CodeLine[], offset: number): CodeLine | undefined => {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle]?.offset ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return lines[low]
}

/**
 * Where a character of an instruction stands in the file. `offset` counts in the instruction's text with its continuations
 * joined, `source.node.original`.
 *
 * @example
 * ```ts
 * // RUN apt-get update && \
 * //     apt-get install curl
 * positionOf(source, source.node.original.indexOf('curl')) // { line: 2, column: 21 }
 * ```
 */
export const positionOf = (source: SourceInstruction, offset: number): Position => {
  const found = lineAt(codeLines(source), offset)
  if (found === undefined) return { line: source.startLine, column: 1 }
  return { line: found.line.line, column: found.line.column + offset - found.offset }
}

/**
 * Where a stretch of an instruction's joined text stands in the file; `undefined` when a line of the file ends inside of it, so
 * that an edit of the stretch would have to know about the continuation.
 */
export const spanOfRange = (source: SourceInstruction, start: number, end: number): Span | undefined => {
  const from = positionOf(source, start)
  const last = end > start ? positionOf(source, end - 1) : from
  if (from.line !== last.line) return undefined
  return { start: from, end: end > start ? { line: last.line, column: last.column + 1 } : from }
}
