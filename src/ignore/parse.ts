import type { Span } from '../model/place.js'
import { remember } from '../model/remember.js'
import { contextPath, trimSpace } from './go-path.js'
import { explainFailure } from './matcher.js'
import { type Compiled, compilePattern } from './pattern.js'

/** One pattern of an ignore file. */
export interface IgnorePattern {
  /** The pattern as Docker reads it, with its `!`: what `createMatcher` takes. */
  readonly pattern: string
  /** Whether it begins with `!`: what it matches is kept in the context. */
  readonly keeps: boolean
  /** The pattern ready to match, or why it is not. */
  readonly compiled: Compiled
  /** Where it stands, without the blanks around it. A byte order mark is no character of the first line. */
  readonly span: Span
}

/** What is wrong with a line of an ignore file. */
export interface IgnoreProblem {
  readonly message: string
  readonly hint: string
  readonly span: Span
  /** `always`: the build fails. `when-reached`: it fails as soon as a path is compared with this pattern. */
  readonly fails: 'always' | 'when-reached'
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
  const patterns: IgnorePattern[] = []
  const problems: IgnoreProblem[] = []
  const body = text.startsWith('\ufeff') ? text.slice(1) : text
  const tooLongAt = tooLongLines(text, body)
  let number = 1
  for (let start = 0; start <= body.length;) {
    const gap = body.indexOf('\n\n', start)
    const end = gap < 0 ? body.length : gap
    for (const read of readBlock(body.slice(start, end))) {
      const long = tooLongAt.get(number)
      if (long !== undefined) problems.push({ ...tooLong, span: long, fails: 'always' })
      if (read !== undefined) {
        const { keeps, pattern, compiled, problem, column, length } = read
        const span = spanAt(number, column, length)
        patterns.push({ pattern, keeps, compiled, span })
        if (problem !== undefined) problems.push({ ...problem, span })
      }
      number++
    }
    start = end + 2
    number++
  }
  return { patterns, problems }
}

/** What a line says wherever it stands; undefined for a comment and for a blank line. */
const readLine = remember((line) => {
  if (line.startsWith('#')) return undefined
  const trimmed = trimSpace(line)
  if (trimmed === '') return undefined
  const keeps = trimmed.startsWith('!')
  const pattern = keeps ? `!${contextPath(trimSpace(trimmed.slice(1)))}` : contextPath(trimmed)
  const compiled = compilePattern(pattern)
  const column = line.indexOf(trimmed) + 1
  return { keeps, pattern, compiled, problem: problemOf(compiled), column, length: trimmed.length }
})

const readLines = (block: string): readonly ReturnType<typeof readLine>[] => block.split('\n').map(readLine)

/** What files of one repository leave out is much the same, block by block; what they let in is not. */
const readDenials = remember(readLines)

/** What the lines say that stand between two blank ones. */
const readBlock = (block: string): readonly ReturnType<typeof readLine>[] =>
  block.includes('!') ? readLines(block) : readDenials(block)

const problemOf = (compiled: Compiled): Omit<IgnoreProblem, 'span'> | undefined => {
  if (typeof compiled === 'string') return { ...explainFailure(compiled), fails: 'always' }
  return compiled?.fails !== false ? { ...explainFailure('bad-syntax'), fails: 'when-reached' } : undefined
}

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
