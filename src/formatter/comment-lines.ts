import { skipSpace, trimSpace } from '../words/characters.js'
import { createDirectiveReader } from '../parser/directives.js'
import type { SourceTree } from '../parser/syntax-tree.js'

/** A comment as it stands in a file. */
export interface CommentLine {
  /** From 0. */
  readonly index: number
  /** From `#` to the end of the line, without white space there. */
  readonly text: string
}

const commentIn = (line: string): string | undefined => {
  const text = line.slice(skipSpace(line)).trimEnd()
  return text.startsWith('#') ? text : undefined
}

/** How many lines at the top are directives. */
const countDirectives = (lines: readonly string[]): number => {
  const reader = createDirectiveReader()
  let count = 0
  while (count < lines.length && reader.read(trimSpace(lines[count] ?? '')) !== undefined) count++
  return count
}

/** The comments of a file in order, those inside of instructions among them; directives and heredocs hold none. */
export const commentLines = (lines: readonly string[], { instructions }: SourceTree): readonly CommentLine[] => {
  const comments: CommentLine[] = []
  const collect = (from: number, to: number): void => {
    for (let index = from; index < to; index++) {
      const text = commentIn(lines[index] ?? '')
      if (text !== undefined) comments.push({ index, text })
    }
  }
  let next = countDirectives(lines)
  for (const instruction of instructions) {
    collect(next, instruction.startLine - 1)
    for (const { kind, line } of instruction.lines) if (kind === 'comment') collect(line - 1, line)
    next = instruction.endLine
  }
  collect(next, lines.length)
  return comments
}

/** What a comment says, however its `#` is spelled. */
const saying = (text: string): string => text.replace(/^#[ ]?/, '')

/** Whether two files have the same comments in the same order. */
export const sameComments = (left: readonly CommentLine[], right: readonly CommentLine[]): boolean =>
  left.length === right.length && left.every(({ text }, index) => saying(text) === saying(right[index]?.text ?? ''))

/** A blank behind `#`, except in rulers (`####`), the first line of a script (`#!`) and before a tab. */
const spelled = (text: string): string => (/^#[^\s#!]/.test(text) ? `# ${text.slice(1)}` : text)

/** The lines of a formatted file with its comments spelled as their author did, where that is not just a missing blank. */
export const spellComments = (
  lines: readonly string[],
  comments: readonly CommentLine[],
  authors: readonly CommentLine[],
): readonly string[] => {
  const result = [...lines]
  for (const [at, { index }] of comments.entries()) {
    const author = authors[at]
    // What was no first line of a script must not become one.
    if (author === undefined || (index === 0 && author.index > 0 && author.text.startsWith('#!'))) continue
    result[index] = (lines[index] ?? '').replace(/#.*$/s, () => spelled(author.text))
  }
  return result
}
