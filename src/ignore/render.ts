import { GenDockerfileError } from '../model/error.js'
import { remember, rememberOf } from '../model/remember.js'
import { cleanPath, contextPath, isGoSpace } from './go-path.js'
import type { LineReading } from './line-reading.js'
import { explainFailure } from './matcher.js'
import { compilePattern } from './pattern.js'

/** Lines of an ignore file under a comment. */
export interface IgnoreSection {
  /** The comment above the patterns; every line of it becomes a comment line. */
  readonly title?: string
  /** Patterns in Docker's syntax; one that begins with `!` is an exception. */
  readonly patterns: readonly string[]
  /** What the lines of the patterns say, where that is known. */
  readonly readings?: readonly LineReading[]
}

/**
 * Spells sections as the text of a `.dockerignore`, a blank line between them. A pattern is always one line that Docker
 * reads back as this pattern: `#a` is written `/#a`, and what has no spelling is refused.
 *
 * Throws `invalid-ignore-pattern` for an empty pattern, one with a line break, with blanks at its ends, or one that
 * Docker cannot compile.
 *
 * @example
 * renderIgnore([{ patterns: ['*'] }, { title: 'build', patterns: ['!go.mod', '!cmd'] }])
 * // *
 * //
 * // # build
 * // !go.mod
 * // !cmd
 */
export const renderIgnore = (sections: readonly IgnoreSection[]): string =>
  sections
    .map((section) => (isFixed(section) ? fixedText(section) : sectionText(section)))
    .filter((text) => text !== '')
    .join('\n')

const sectionText = ({ title, patterns }: IgnoreSection): string => {
  let text = ''
  if (title !== undefined) for (const line of titleLines(title)) text += `${line}\n`
  if (patterns.length === 0) return text
  return `${text}${patterns.map(patternLine).join('\n')}\n`
}

/** Whether a section is one that many files share, which never changes. */
export const isFixed = (section: IgnoreSection): boolean =>
  Object.isFrozen(section) && Object.isFrozen(section.patterns)

const fixedText = rememberOf(sectionText)

/** How many lines a title has. */
export const linesIn = (title: string | undefined): number =>
  title === undefined ? 0 : /[\n\r]/.test(title) ? titleLines(title).length : 1

const titleLines = (title: string): string[] =>
  title.split(/\r\n|\n|\r/).map((line) => (line.trim() === '' ? '#' : `# ${line.trim()}`))

const lineOf = (pattern: string): string => {
  const body = pattern.startsWith('!') ? pattern.slice(1) : pattern
  const problem = problemIn(body)
  if (problem !== undefined) {
    throw new GenDockerfileError({
      code: 'invalid-ignore-pattern',
      message: `\`${pattern}\` cannot stand in an ignore file: ${problem.message}`,
      hint: problem.hint,
    })
  }
  // A comment is a `#` in column 1. Docker drops the slash, and unlike a backslash it does not make an expression of it.
  return pattern.startsWith('#') ? `/${pattern}` : pattern
}

const problemIn = (body: string) => {
  if (body === '') return { message: 'it is empty.', hint: 'Leave it out, or name a path.' }
  if (/[\n\r\0]/.test(body)) {
    return { message: 'a pattern is one line.', hint: 'Pass each line as a pattern of its own.' }
  }
  if (/^\/*!/.test(cleanPath(body))) {
    return {
      message: 'Docker drops what stands before the `!` and takes it for an exception.',
      hint: 'Write `[!]` for an exclamation mark at the start of a name.',
    }
  }
  if (isGoSpace(body.charAt(0)) || isGoSpace(body.charAt(body.length - 1))) {
    return { message: 'Docker trims blanks at its ends.', hint: 'Remove them, or write `[ ]` for one that counts.' }
  }
  if (body.startsWith('\ufeff')) {
    return { message: 'it begins with a byte order mark, which Docker drops.', hint: 'Remove it.' }
  }
  if (body.length > 20_000) {
    return { message: 'it is too long for a line that Docker can read.', hint: 'Use several shorter patterns.' }
  }
  const compiled = compilePattern(`!${contextPath(body)}`)
  if (typeof compiled === 'string') return explainFailure(compiled)
  return compiled?.fails !== false ? explainFailure('bad-syntax') : undefined
}

const knownLine = remember(lineOf)

/** What most patterns are, which stand as they are. */
const plainPattern = /^!?[\w.@+-][\w./@+-]{0,1000}$/

/** The line of a pattern. */
export const patternLine = (pattern: string): string => (plainPattern.test(pattern) ? pattern : knownLine(pattern))
