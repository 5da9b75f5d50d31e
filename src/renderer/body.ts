import type { EscapeCharacter } from '../model/document.js'
import { cannotBeginLine, isSpace } from './blanks.js'
import { commentLine } from './comments.js'
import { joinedLine } from './joined-line.js'
import { refuse, show } from './unrenderable.js'

/** What stands behind the keyword and the flags of an instruction. */
export interface Body {
  /** What may stand on lines of their own: words, pairs, or a whole command. */
  readonly pieces: readonly string[]
  /** Whether several pieces always stand one per line, and not only where one line would be too wide. */
  readonly onePerLine?: boolean
  /** Whether each piece surely may begin a line. */
  readonly mayBeginLines?: boolean
  /** Comments that are a part of it and stand in front. */
  readonly comments?: readonly string[]
  /** The instruction in ONBUILD. */
  readonly inner?: PrintedInstruction
}

/** The text of an instruction without its heredocs, and the comments that have their place above it. */
export interface PrintedInstruction {
  readonly text: string
  readonly above: readonly string[]
  /** The instruction in ONBUILD, whose text is the end of this one's. */
  readonly inner?: PrintedInstruction
}

/** What {@link instructionText} lays out. */
export interface Parts {
  readonly body: Body
  readonly keyword: string
  readonly flags: readonly string[]
  /** Whether each flag stands on a line of its own. */
  readonly flagsPerLine: boolean
  /** The comments in front of each piece; see `placeComments`. */
  readonly comments: readonly (readonly string[])[]
  /** Whether only comments may spread it over lines: what ONBUILD holds is kept in the image as it is written. */
  readonly verbatim: boolean
}

const widest = 120

/** Whether pieces, up to the first line break in them, are too wide behind a line of some width. */
const areTooWide = (width: number, pieces: readonly string[]): boolean => {
  let end = width
  for (const piece of pieces) {
    const feed = piece.indexOf('\n')
    end += 1 + (feed < 0 ? piece.length : feed)
    if (feed >= 0 || end > widest) break
  }
  return end > widest
}

const widthOf = (pieces: readonly string[]): number => pieces.reduce((width, piece) => width + piece.length + 1, 0)

/** What BuildKit would trim, or take for a flag or a continuation, at the ends of an instruction's arguments. */
const guardEnds = (pieces: readonly string[], escape: EscapeCharacter, keyword: string): readonly string[] => {
  const first = pieces[0] ?? ''
  const last = pieces[pieces.length - 1] ?? ''
  const end = last.length - 1
  if (end < 0) return pieces
  if (isSpace(first.charCodeAt(0)) || isSpace(last.charCodeAt(end))) {
    refuse('text', `${keyword} cannot hold ${show(pieces.join(' '))}: Docker trims the white space around it.`)
  }
  if (last.charAt(end) === escape && last.charAt(end - 1) !== escape) {
    refuse(
      'text',
      `${keyword} cannot end with \`${escape}\` as in ${show(pieces.join(' '))}: Docker would take the next line as a part of it.`,
      escape === '\\' ? 'Write the path with `/`, or choose the backtick as the escape character.' : undefined,
    )
  }
  return first.charCodeAt(0) === 0x2d && joinedLine(first, escape).startsWith('--')
    ? [`-- ${first}`, ...pieces.slice(1)]
    : pieces
}

/**
 * Lays out an instruction: on one line where it fits into 120 columns, else its flags and its words one per line with
 * four blanks in front. A piece that would be lost at the start of a line (`#…`) stays on the line before.
 *
 * @example
 * ```ts
 * const body = { pieces: ['A=1', 'B=2'], onePerLine: true }
 * instructionText({ body, keyword: 'ENV', flags: [], flagsPerLine: false, comments: [], verbatim: false }, '\\')
 * // ENV A=1 \
 * //     B=2
 * ```
 * @throws GenDockerfileError `unrenderable-text` where Docker would trim the text, or read on into the next line.
 */
export const instructionText = (parts: Parts, escape: EscapeCharacter): string => {
  const { body, keyword, flags, comments, verbatim } = parts
  const flagsPerLine = parts.flagsPerLine && !verbatim
  const pieces = guardEnds(body.pieces, escape, keyword)
  const newLine = ` ${escape}\n    `
  const first = pieces[0] ?? ''
  const flagsWidth = widthOf(flags)
  const breakFlags = flagsPerLine || (!verbatim && keyword.length + flagsWidth > widest)
  const text = flags.length === 0 ? keyword : `${keyword} ${flags.join(breakFlags ? newLine : ' ')}`
  if (first === '') return text
  const width = breakFlags ? 4 + (flags.at(-1) ?? '').length : keyword.length + flagsWidth
  const wide = !verbatim && areTooWide(width, pieces)
  const spread =
    (body.onePerLine === true && !verbatim) || wide || comments.some((above, index) => index > 0 && above.length > 0)
  const below = breakFlags || (flags.length > 0 && wide)
  if (body.mayBeginLines === true && comments.length === 0) {
    return text + (below ? newLine : ' ') + pieces.join(spread ? newLine : ' ')
  }
  let all = text
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] ?? ''
    const above = comments[index]
    if (above !== undefined && above.length > 0) {
      all += ` ${escape}\n${above.map((comment) => `    ${commentLine(comment)}\n`).join('')}    ${piece}`
    } else {
      const breaks = (index === 0 ? below : spread) && !cannotBeginLine(piece)
      all += (breaks ? newLine : ' ') + piece
    }
  }
  return all
}
