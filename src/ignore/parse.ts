import type { Span } from '../model/place.js'
import { remember, rememberOf } from '../model/remember.js'
import { type LineProblem, type LineReading, readLine } from './line-reading.js'
import type { Compiled } from './pattern.js'
import { type IgnoreSection, isFixed, linesIn, patternLine } from './render.js'

/** One pattern of an ignore file. */
export interface IgnorePattern {
  /** The pattern as Docker reads it, with its `!`: what `createMatcher` takes. */
  readonly pattern: string
  /** Whether it begins with `!`: what it matches is kept in the context. */
  readonly keeps: boolean
  /** The pattern ready to match, or why it is not. */
  readonly compiled: Compiled
  /** The number of its line, from 1. */
  readonly line: number
  /** Where it stands, without the blanks around it. A byte order mark is no character of the first line. */
  readonly span: Span
}

/** What is wrong with a line of an ignore file. */
export interface IgnoreProblem extends LineProblem {
  readonly span: Span
}

/** An ignore file as Docker reads it. */
export interface IgnoreFile {
  readonly patterns: readonly IgnorePattern[]
  readonly problems: readonly IgnoreProblem[]
}

/** Docker reads lines with a buffer of 64 KiB, newline included. */
const longestLine = 65_535

/**
 * Reads an ignore file as moby/patternmatcher/ignorefile does: `#` is a comment in column 1 only, blanks around a
 * pattern and a leading slash are dropped, paths are cleaned. Problems are data; `patterns` holds every line all the same.
 *
 * @example
 * parseIgnoreFile('# build output\n/dist/\n!dist/keep\n').patterns.map((each) => each.pattern) // ['dist', '!dist/keep']
 */
export const parseIgnoreFile = (text: string): IgnoreFile => {
  const file: Growing = { patterns: [], problems: [] }
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const tooLongAt = tooLongLines(text, body)
  let number = 1
  for (let start = 0; start <= body.length;) {
    const gap = body.indexOf('\n\n', start)
    const end = gap < 0 ? body.length : gap
    for (const read of readBlock(body.slice(start, end))) {
      const long = tooLongAt.get(number)
      if (long !== undefined) file.problems.push({ ...tooLong, span: long, fails: 'always' })
      if (read !== undefined) note(file, read, number)
      number++
    }
    start = end + 2
    number++
  }
  return file
}

/**
 * What {@link parseIgnoreFile} reads in the text of some sections, with as many lines above them, without reading it: who wrote
 * a file knows what it says.
 */
export const readSections = (sections: readonly IgnoreSection[], linesAbove: number): IgnoreFile => {
  const file: Growing = { patterns: [], problems: [] }
  let number = linesAbove + 1
  for (const section of sections) {
    const titles = linesIn(section.title)
    if (titles + section.patterns.length === 0) continue
    number += titles
    for (const read of section.readings ??
      (isFixed(section) ? readFixed(section) : section.patterns.map(readPattern))) {
      if (read !== undefined) note(file, read, number)
      number++
    }
    // A blank line is between two.
    number++
  }
  return file
}

interface Growing {
  readonly patterns: IgnorePattern[]
  readonly problems: IgnoreProblem[]
}

/** A class, since where a pattern stands is hardly ever asked for. */
class Placed implements IgnorePattern {
  readonly pattern: string
  readonly keeps: boolean
  readonly compiled: Compiled
  readonly line: number
  readonly #reading: LineReading

  constructor(reading: LineReading, line: number) {
    this.pattern = reading.pattern
    this.keeps = reading.keeps
    this.compiled = reading.compiled
    this.line = line
    this.#reading = reading
  }

  get span(): Span {
    return spanAt(this.line, this.#reading.column, this.#reading.length)
  }
}

const note = ({ patterns, problems }: Growing, reading: LineReading, line: number): void => {
  patterns.push(new Placed(reading, line))
  const { problem, column, length } = reading
  if (problem !== undefined) problems.push({ ...problem, span: spanAt(line, column, length) })
}

const readPattern = (pattern: string): LineReading | undefined => readLine(patternLine(pattern))

/** What many files share. */
const readFixed = rememberOf(({ patterns }: IgnoreSection) => patterns.map(readPattern))

const readLines = (block: string): readonly (LineReading | undefined)[] => block.split('\n').map(readLine)

/** What files of one repository leave out is much the same, block by block; what they let in is not. */
const readDenials = remember(readLines)

/** What the lines say that stand between two blank ones. */
const readBlock = (block: string): readonly (LineReading | undefined)[] =>
  block.includes('!') ? readLines(block) : readDenials(block)

const tooLong = {
  message: 'The line is longer than 65,535 bytes, and Docker refuses the whole file.',
  hint: 'Split it into several patterns.',
}

const utf8 = new TextEncoder()

/** A character of UTF-16 has three bytes at most. */
const isTooLong = (line: string): boolean =>
  line.length > longestLine || (line.length > longestLine / 3 && utf8.encode(line).length > longestLine)

const none: ReadonlyMap<number, Span> = new Map()

/** The lines that Docker cannot read, by their numbers; a byte order mark counts, but is not of `body`. */
const tooLongLines = (text: string, body: string): ReadonlyMap<number, Span> => {
  if (text.length <= longestLine / 3) return none
  const found = new Map<number, Span>()
  const lines = body.split('\n')
  for (const [index, raw] of text.split('\n').entries()) {
    if (isTooLong(raw)) found.set(index + 1, spanAt(index + 1, 1, lines[index]?.length ?? 0))
  }
  return found
}

const spanAt = (line: number, column: number, length: number): Span => ({
  start: { line, column },
  end: { line, column: column + length },
})
