import type { DockerfileDocument, EscapeCharacter } from '../model/document.js'
import { isGenDockerfileError } from '../model/error.js'
import type { Instruction } from '../model/instruction.js'
import type { Place, Position, Span } from '../model/place.js'
import { commentLine, looksLikeDirective } from './comments.js'
import { directiveLines } from './directives.js'
import { heredocLines } from './instruction-heredocs.js'
import type { PrintedInstruction } from './body.js'
import { printInstruction } from './printers.js'
import { refuse, show } from './unrenderable.js'

/** Where a line of the text comes from. */
export interface LineOrigin {
  readonly instruction: Instruction
  /** The index of the stage; `undefined` for a global ARG. */
  readonly stage: number | undefined
  /** The user's place in `dockerfile.ts`, where the document was built. */
  readonly origin?: Place
}

/** A Dockerfile as text, and what of it stands where. */
export interface Rendered {
  /** The Dockerfile: line feeds only, one at its end. */
  readonly text: string
  /**
   * What each line belongs to, line 1 at index 0; comments above an instruction and heredocs below it are a part of
   * it. `undefined` for directives, the header, the trailer and blank lines.
   */
  readonly lines: readonly (LineOrigin | undefined)[]
  /**
   * From the keyword to the end of the instruction, its heredocs included; the instruction in ONBUILD has one too. An
   * object that stands in the document several times has the span of its first place.
   */
  readonly spans: ReadonlyMap<Instruction, Span>
}

/** Options of {@link renderDocument}. */
export interface RenderOptions {
  /** A comment right behind the directives, with a blank line below: the mark of a generated file. */
  readonly marker?: string
  /** Prints an instruction of whose text more is known than the model holds; `undefined` for all others. */
  readonly print?: (instruction: Instruction) => PrintedInstruction | undefined
}

/** A text that grows by whole lines. */
interface Page {
  text: string
  readonly lines: (LineOrigin | undefined)[]
  readonly spans: Map<Instruction, Span>
  readonly escape: EscapeCharacter
  readonly print: RenderOptions['print']
  /** Whether a blank line has to come before whatever comes next. */
  breakDue: boolean
  /** Whether the last line is a blank one. */
  spaced: boolean
  /** Whether a comment that looks like a directive would still be one. */
  readsDirectives: boolean
}

const write = (page: Page, text: string, origin?: LineOrigin): void => {
  page.text += `${text}\n`
  page.spaced = false
  page.lines.push(origin)
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) page.lines.push(origin)
}

const writeBlankLine = (page: Page): void => {
  if (!page.spaced) {
    page.text += '\n'
    page.lines.push(undefined)
  }
  page.spaced = true
  page.breakDue = false
  page.readsDirectives = false
}

const writeComments = (page: Page, comments: readonly string[], origin?: LineOrigin): void => {
  const [first] = comments
  if (first === undefined) return
  if (page.readsDirectives && looksLikeDirective(first)) writeBlankLine(page)
  page.readsDirectives = false
  for (const comment of comments) write(page, commentLine(comment), origin)
}

/** Groups of comments, a blank line behind each. */
const writeGroups = (page: Page, groups: readonly (readonly string[])[], origin?: LineOrigin): void => {
  for (const group of groups) {
    if (group.length === 0) continue
    writeComments(page, group, origin)
    writeBlankLine(page)
  }
}

const writeTop = (page: Page, { directives, header }: DockerfileDocument, { marker }: RenderOptions): void => {
  for (const line of directiveLines(directives)) write(page, line)
  if (marker !== undefined) {
    writeComments(page, [marker])
    writeBlankLine(page)
  }
  writeComments(page, header)
  page.breakDue = page.text !== ''
}

const hasCommentsAbove = ({ comments, detachedComments }: Instruction): boolean =>
  comments.length > 0 || (detachedComments !== undefined && detachedComments.length > 0)

/**
 * Whether a blank line stands above an instruction: above every FROM, where a parsed file had one, and in a built
 * document above what has a comment.
 */
const wantsBlankLine = (instruction: Instruction): boolean =>
  instruction.kind === 'from' ||
  (instruction.blankAbove ?? (instruction.span === undefined && hasCommentsAbove(instruction)))

/** The first position behind a text that starts at `start`. */
const positionBehind = (start: Position, text: string, linesBehind: number): Position => {
  const feed = text.lastIndexOf('\n')
  return { line: linesBehind, column: feed < 0 ? start.column + text.length : text.length - feed }
}

/** Notes the span of an instruction and of the one in its ONBUILD. */
const noteSpans = (page: Page, instruction: Instruction, printed: PrintedInstruction, { start, end }: Span): void => {
  if (!page.spans.has(instruction)) page.spans.set(instruction, { start, end })
  if (instruction.kind !== 'onbuild' || printed.inner === undefined) return
  const before = printed.text.slice(0, printed.text.length - printed.inner.text.length)
  const line = start.line + before.split('\n').length - 1
  noteSpans(page, instruction.instruction, printed.inner, { start: positionBehind(start, before, line), end })
}

const writeInstruction = (page: Page, instruction: Instruction, stage: number | undefined): void => {
  const printed = page.print?.(instruction) ?? printInstruction(instruction, page.escape)
  const { text, above } = printed
  const heredocs = heredocLines(instruction, text, page.escape)
  const { origin } = instruction
  const line: LineOrigin = origin === undefined ? { instruction, stage } : { instruction, stage, origin }
  if (page.breakDue || (page.text !== '' && wantsBlankLine(instruction))) writeBlankLine(page)
  writeGroups(page, instruction.detachedComments ?? [], line)
  writeComments(page, above, line)
  page.readsDirectives = false
  const start = { line: page.lines.length + 1, column: 1 }
  const whole = heredocs === '' ? text : `${text}\n${heredocs}`
  write(page, whole, line)
  noteSpans(page, instruction, printed, { start, end: positionBehind(start, whole, page.lines.length) })
  // hadolint cannot read an instruction or a comment on the line behind a heredoc.
  page.breakDue = heredocs !== ''
}

/** Tells the place of the instruction that could not be written. */
const writePlaced = (page: Page, instruction: Instruction, stage: number | undefined): void => {
  try {
    writeInstruction(page, instruction, stage)
  } catch (error) {
    if (isGenDockerfileError(error)) error.place ??= instruction.origin
    throw error
  }
}

const anySurrogate = /[\ud800-\udfff]/
const surrogate = /\p{Surrogate}/u

/**
 * A document as the text of a Dockerfile, in canonical form, with a map from its lines to the instructions.
 *
 * @example
 * ```ts
 * renderDocument(document).text
 * // # syntax=docker/dockerfile:1
 * //
 * // FROM alpine:3.23
 * // RUN apk add --no-cache git
 * ```
 * @throws GenDockerfileError `unrenderable-…`, with the origin of the instruction, for what Docker could not read back
 * as it is in the document: no value can become another instruction.
 */
export const renderDocument = (document: DockerfileDocument, options: RenderOptions = {}): Rendered => {
  const page: Page = {
    text: '',
    lines: [],
    spans: new Map(),
    escape: document.directives.escape,
    print: options.print,
    breakDue: false,
    spaced: false,
    readsDirectives: true,
  }
  writeTop(page, document, options)
  for (const instruction of document.args) writePlaced(page, instruction, undefined)
  document.stages.forEach(({ from, instructions }, stage) => {
    writePlaced(page, from, stage)
    for (const instruction of instructions) writePlaced(page, instruction, stage)
  })
  for (const group of [document.trailer, ...(document.detachedTrailer ?? [])]) {
    if (group.length > 0 && page.text !== '') writeBlankLine(page)
    writeComments(page, group)
  }
  const half = anySurrogate.test(page.text) ? surrogate.exec(page.text) : null
  if (half !== null) {
    const around = page.text.slice(Math.max(0, half.index - 20), half.index + 20)
    refuse('text', `The Dockerfile holds half of a surrogate pair, which is no character, in ${show(around)}.`)
  }
  const { text, lines, spans } = page
  return { text, lines, spans }
}
