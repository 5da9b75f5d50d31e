import type { Span } from '../model/place.js'
import { remember } from '../model/remember.js'
import { contextPath, trimSpace } from './go-path.js'
import { explainFailure } from './matcher.js'
import { compilePattern } from './pattern.js'

/** One pattern of an ignore file. */
export interface IgnorePattern {
  /** The pattern as Docker reads it, with its `!`: what `createMatcher` takes. */
  readonly pattern: string
  /** Whether it begins with `!`: what it matches is kept in the context. */
  readonly keeps: boolean
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
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index === 0 ? raw.replace(/^\ufeff/, '') : raw
    if (isTooLong(raw)) problems.push({ ...tooLong, span: spanOf(line, line, index + 1), fails: 'always' })
    const read = readLine(line)
    if (read === undefined) continue
    const { trimmed, keeps, pattern, problem } = read
    const span = spanOf(line, trimmed, index + 1)
    patterns.push({ pattern, keeps, span })
    if (problem !== undefined) problems.push({ ...problem, span })
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
  return { trimmed, keeps, pattern, problem: problemOf(pattern) }
})

const problemOf = (pattern: string): Omit<IgnoreProblem, 'span'> | undefined => {
  const compiled = compilePattern(pattern)
  if (typeof compiled === 'string') return { ...explainFailure(compiled), fails: 'always' }
  return compiled?.fails !== false ? { ...explainFailure('bad-syntax'), fails: 'when-reached' } : undefined
}

const tooLong = {
  message: 'The line is longer than 65,535 bytes, and Docker refuses the whole file.',
  hint: 'Split it into several patterns.',
}

const utf8 = new TextEncoder()

const isTooLong = (line: string): boolean =>
  line.length > longestLine || (line.length > longestLine / 3 && utf8.encode(line).length > longestLine)

const spanOf = (line: string, part: string, number: number): Span => {
  const start = line.indexOf(part) + 1
  return { start: { line: number, column: start }, end: { line: number, column: start + part.length } }
}
