import type { LayoutLine } from '../model/command.js'
import type { InstructionBase } from '../model/instruction.js'
import type { Body } from './body.js'
import { cannotBeginLine, isSpace, trimEnd } from './blanks.js'

/** Where the comments inside an instruction go. */
export interface PlacedComments {
  /** For each piece of the instruction the comments that stand in front of it. */
  readonly before: readonly (readonly string[])[]
  /** Those that have no place inside, and stand above the instruction. */
  readonly above: readonly string[]
}

const none: readonly string[] = []
const nowhere: PlacedComments = { before: [], above: [] }

/** The indexes in the joined lines at which the pieces begin; `undefined` when the lines are spelled differently. */
const startsOf = (joined: string, pieces: readonly string[]): readonly number[] | undefined => {
  const starts: number[] = []
  let end = trimEnd(joined).length
  for (const piece of pieces.toReversed()) {
    if (!joined.endsWith(piece, end)) return undefined
    end -= piece.length
    starts.unshift(end)
    while (end > 0 && isSpace(joined.charCodeAt(end - 1))) end--
  }
  return starts
}

/** The comments of a layout with the index of the piece that each stands in front of. */
const indexed = (layout: readonly LayoutLine[], pieces: readonly string[]): readonly (readonly [number, string])[] => {
  const joined = layout.reduce((all, row) => (row.kind === 'code' ? all + row.text : all), '')
  const starts = startsOf(joined, pieces) ?? pieces.map(() => joined.length)
  const found: (readonly [number, string])[] = []
  let offset = 0
  for (const row of layout) {
    const index = starts.findIndex((start) => start >= offset)
    if (row.kind === 'comment') found.push([index < 0 ? pieces.length - 1 : index, row.text])
    else offset += row.text.length
  }
  return found
}

/**
 * Places the comments inside an instruction in front of the word or pair that followed them in the parsed file. A
 * comment in front of a piece that cannot begin a line moves up.
 *
 * @example
 * ```ts
 * // ENV A=1 \
 * //     # why
 * //     B=2
 * placeComments(instruction, { pieces: ['A=1', 'B=2'] }) // { before: [[], ['why']], above: [] }
 * ```
 */
export const placeComments = (instruction: InstructionBase, { pieces, comments: own = none }: Body): PlacedComments => {
  const { layout, innerComments } = instruction
  if (layout === undefined && innerComments === undefined && own.length === 0) return nowhere
  const inLayout = layout?.some((row) => row.kind === 'comment') === true
  const known = [...(innerComments ?? none), ...own]
  if (!inLayout && known.length === 0) return nowhere
  const comments = inLayout ? indexed(layout, pieces) : known.map((text) => [0, text] as const)
  const before: string[][] = pieces.map(() => [])
  const above: string[] = []
  for (const [index, text] of comments) {
    let at = index
    while (at >= 0 && cannotBeginLine(pieces[at] ?? '')) at--
    ;(before[at] ?? above).push(text)
  }
  return { before, above }
}
