import type { LayoutLine } from '../model/command.js'
import { trimmedEnd } from '../words/characters.js'
import type { SourceLine } from './syntax-tree.js'

/** The lines of a shell command, and the comments that stand between the keyword and its first line. */
export interface CommandLayout {
  /** Missing where the command stands on one line. */
  readonly layout?: readonly LayoutLine[]
  readonly commentsBefore: readonly string[]
}

/**
 * How `text`, the end of an instruction, was spread over lines. The code lines joined are the text.
 * `undefined` for an instruction on one line.
 */
export const layoutOf = (text: string, original: string, lines: readonly SourceLine[]): CommandLayout | undefined => {
  if (lines.length === 1 || text === '') return undefined
  const end = trimmedEnd(original)
  const start = end - text.length
  if (original.slice(start, end) !== text) return undefined
  const layout: LayoutLine[] = []
  const commentsBefore: string[] = []
  let offset = 0
  for (const line of lines) {
    if (line.kind === 'comment') {
      if (layout.length === 0) commentsBefore.push(line.text)
      else layout.push({ kind: 'comment', text: line.text })
    }
    if (line.kind !== 'code') continue
    const code = original.slice(Math.max(offset, start), Math.min(offset + line.text.length, end))
    offset += line.text.length
    if (offset > start && code !== '') layout.push({ kind: 'code', text: code })
  }
  return layout.length > 1 ? { layout, commentsBefore } : { commentsBefore }
}

/** The lines of an instruction that is spread over several, and the comments among them. */
export const splitAcrossLines = (
  lines: readonly SourceLine[],
): { layout?: readonly LayoutLine[]; innerComments?: readonly string[] } => {
  if (lines.length === 1) return {}
  const layout = lines.flatMap(({ kind, text }): LayoutLine[] => (kind === 'blank' ? [] : [{ kind, text }]))
  const comments = layout.flatMap(({ kind, text }) => (kind === 'comment' ? [text] : []))
  return { layout, ...(comments.length === 0 ? {} : { innerComments: comments }) }
}
