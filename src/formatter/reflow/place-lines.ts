import type { AuthorLines } from './author-lines.js'
import type { FurtherLine, Plan } from './plan.js'
import { firstFrom } from './sorted.js'
import type { Token } from './tokens.js'

/** Where the lines of a script begin, the author's among them, and what stands in front of each. */
export interface PlacedLines {
  /** By the position of a word or keyword: how far the line that begins with it is indented. */
  readonly lines: ReadonlyMap<number, number>
  /** By the position of a word that goes over several lines: where in the script its further lines begin. */
  readonly splits: ReadonlyMap<number, ReadonlySet<number>>
  /** The comments in front of a line, by where it begins; those behind the last line are at infinity. */
  readonly comments: ReadonlyMap<number, readonly string[]>
  /** Where the lines behind a line of blanks begin. */
  readonly spaced: ReadonlySet<number>
}

/** Keywords and operators that begin something; all others belong to what is in front of them. */
const beginners = new Set(['!', '(', '{', 'if', 'for', 'while', 'until', 'case', 'time'])

/** An author's line at a word where the plan has none. */
interface Further {
  readonly pos: number
  readonly line: FurtherLine
  readonly indent: number
}

const atTop: FurtherLine = { owner: -1, indent: 4 }

/** How much further a line is indented than the least of its command, to the half of a step: the rest is chance. */
const furtherBy = (indent: number, least: number): number => Math.floor((indent - least) / 2) * 2

/** The lines of one command that are indented further than its others stay so. */
const indented = (all: readonly Further[]): ReadonlyMap<number, number> => {
  const least = new Map<number, number>()
  for (const { line, indent } of all) least.set(line.owner, Math.min(indent, least.get(line.owner) ?? indent))
  return new Map(
    all.map(({ pos, line, indent }) => [pos, line.indent + furtherBy(indent, least.get(line.owner) ?? indent)]),
  )
}

/** Adds to a plan the lines that an author has inside of commands, the comments, and the lines of blanks. */
export const placeLines = (tokens: readonly Token[], plan: Plan, author: AuthorLines): PlacedLines => {
  const positions = tokens.map(({ pos }) => pos)
  const splits = new Map<number, Set<number>>()
  const further = new Map<number, Further>()

  const wordAround = (at: number): Token | undefined => {
    const before = tokens[firstFrom(positions, at) - 1]
    return before !== undefined && before.end > at ? before : undefined
  }

  /** Where the line begins that begins at some offset for the author: there, in a word, else at the next word. */
  const beginningAt = (at: number): number => {
    if (wordAround(at) !== undefined) return at
    for (let index = firstFrom(positions, at); ; index++) {
      const token = tokens[index]
      if (token === undefined) return Infinity
      if (token.kind === 'word' || beginners.has(token.text) || plan.lines.has(token.pos)) return token.pos
    }
  }

  for (const [index, cut] of author.cuts.entries()) {
    const word = wordAround(cut)
    const pos = beginningAt(cut)
    if (word !== undefined) splits.set(word.pos, (splits.get(word.pos) ?? new Set()).add(cut))
    else if (!plan.lines.has(pos) && !plan.joined.has(pos) && pos !== Infinity)
      further.set(pos, { pos, line: plan.furtherLines.get(pos) ?? atTop, indent: author.indents[index] ?? 0 })
  }
  const comments = new Map<number, string[]>()
  for (const { at, text } of author.comments) {
    const pos = beginningAt(at)
    const known = comments.get(pos)
    if (known === undefined) comments.set(pos, [text])
    else known.push(text)
  }
  const spaced = new Set(author.spaced.map(beginningAt))
  return { lines: new Map([...plan.lines, ...indented([...further.values()])]), splits, comments, spaced }
}
