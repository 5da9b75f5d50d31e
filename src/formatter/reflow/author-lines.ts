import type { LayoutLine } from '../../model/command.js'

/** A comment between two lines of a script, at the offset of the line behind it. */
export interface PlacedComment {
  readonly at: number
  readonly text: string
}

/** How the author has laid out a script. */
export interface AuthorLines {
  /** The offsets at which all lines but the first begin. */
  readonly cuts: readonly number[]
  /** How far the line at each cut is indented, a tab as four blanks. */
  readonly indents: readonly number[]
  readonly comments: readonly PlacedComment[]
  /** The offsets of lines behind a line of blanks, which sets them apart. */
  readonly spaced: readonly number[]
}

const widthOfIndent = (text: string): number => {
  let width = 0
  for (const character of /^[ \t]*/.exec(text)?.[0] ?? '') width += character === '\t' ? 4 : 1
  return width
}

/** Reads the layout of a command. */
export const authorLines = (layout: readonly LayoutLine[]): AuthorLines => {
  const lines = { cuts: [0], indents: [0], comments: [] as PlacedComment[], spaced: [] as number[] }
  let at = 0
  for (const { kind, text } of layout) {
    if (kind === 'comment') {
      lines.comments.push({ at, text })
      continue
    }
    if (at > 0) {
      lines.cuts.push(at)
      lines.indents.push(widthOfIndent(text))
    }
    at += text.length
    if (/^[ \t]+$/.test(text)) lines.spaced.push(at)
  }
  return { ...lines, cuts: lines.cuts.slice(1), indents: lines.indents.slice(1) }
}
