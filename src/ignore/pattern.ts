import { remember } from '../model/remember.js'
import { parseGoRegexp } from './go-regexp.js'
import { goMatch } from './go-match.js'
import { type PathTest, runRegexp } from './run-regexp.js'
import { cleanPath, trimSpace } from './go-path.js'

/** A pattern that is ready to match. */
export interface CompiledPattern {
  /** The pattern as Docker keeps it: trimmed, cleaned, without its `!`. */
  readonly glob: string
  /** Whether it began with `!`: what it matches is kept in the context. */
  readonly keeps: boolean
  /** Whether it matches a path; undefined when Docker fails with a syntax error as soon as it comes to this pattern. */
  readonly matches: PathTest | undefined
  /** Whether nothing in it stands for anything else. */
  readonly isExact: boolean
  /** Whether there is such an error; quicker than asking {@link CompiledPattern.matches}. */
  readonly fails: boolean
}

/** Why a list of patterns cannot be used at all: the build fails before anything is matched. */
export type PatternFailure = 'lone-exclamation' | 'bad-syntax'

/** What compiling a pattern gives; undefined for a blank one. */
export type Compiled = CompiledPattern | PatternFailure | undefined

/**
 * Compiles one line of a pattern list as moby/patternmatcher 0.6.1 does; undefined for a blank one.
 *
 * @example
 * compilePattern('!docs/*.md') // { glob: 'docs/*.md', keeps: true, matches: … }
 * compilePattern('!') // 'lone-exclamation'
 */
export const compilePattern = (line: string): Compiled => compiled(line)

/** There can be tens of thousands in one run, so each is as small as can be. */
class Pattern implements CompiledPattern {
  readonly glob: string
  readonly keeps: boolean
  readonly isExact: boolean
  readonly #isPlain: boolean
  #compiled: { readonly test: PathTest | undefined } | undefined

  constructor(glob: string, keeps: boolean) {
    this.glob = glob
    this.keeps = keeps
    this.isExact = !/[*?[\]\\]/.test(glob)
    this.#isPlain = isPlain(glob)
  }

  get matches(): PathTest | undefined {
    return (this.#compiled ??= { test: compileGlob(this.glob) }).test
  }

  get fails(): boolean {
    return !this.#isPlain && this.matches === undefined
  }
}

/** The exception for a path in which nothing means anything, which is known to be clean. */
export const plainException = (path: string): CompiledPattern => new Pattern(path, true)

const compile = (line: string): Compiled => {
  const trimmed = trimSpace(line)
  if (trimmed === '') return undefined
  const cleaned = cleanPath(trimmed)
  const keeps = cleaned.startsWith('!')
  if (keeps && cleaned.length === 1) return 'lone-exclamation'
  const glob = keeps ? cleaned.slice(1) : cleaned
  if (isMalformed(glob)) return 'bad-syntax'
  return new Pattern(glob, keeps)
}

const compiled = remember(compile)

/** Whether nothing of a glob but its stars, question marks and dots means anything in a regular expression. */
const isPlain = (glob: string): boolean => glob.length < 1000 && !/[[\]{}|^\\\ufeff]/.test(glob)

/** Docker calls filepath.Match for its error alone, with a path that is a single dot. Only brackets and escapes can be wrong. */
const isMalformed = (glob: string): boolean => /[[\\]/.test(glob) && goMatch(glob, '.') === 'bad'

/** Docker means to escape `|`, `{` and `}` too, but its table does not reach them. */
const regexpSpecial = /[.+()$]/

/**
 * Docker's four ways to match: whole, by prefix, by suffix, and by a Go regular expression. Undefined where that has an
 * error. The glob is one of {@link CompiledPattern}, or some of its names.
 */
export const compileGlob = (glob: string): PathTest | undefined => {
  // The scanner that Docker reads patterns with drops a byte order mark, but only from the expression.
  const characters = [...glob.replace(/^\ufeff/, '')]
  let expression = '^'
  let kind: 'exact' | 'prefix' | 'suffix' | 'regexp' = 'exact'
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? ''
    if (character === '*' && characters[at + 1] === '*') {
      const isFirst = at === 0
      at += characters[at + 2] === '/' ? 2 : 1
      if (at + 1 < characters.length) {
        expression += '(.*/)?'
        kind = 'regexp'
      } else if (kind === 'exact') {
        kind = 'prefix'
      } else {
        expression += '.*'
        kind = 'regexp'
      }
      if (isFirst) kind = 'suffix'
    } else if (character === '*' || character === '?') {
      expression += character === '*' ? '[^/]*' : '[^/]'
      kind = 'regexp'
    } else if (regexpSpecial.test(character)) {
      expression += `\\${character}`
    } else if (character === '\\' && at + 1 < characters.length) {
      expression += `\\${characters[++at] ?? ''}`
      kind = 'regexp'
    } else {
      expression += character
      if (character === '[' || character === ']') kind = 'regexp'
    }
  }

  if (kind === 'exact') return (path) => path === glob
  if (kind === 'prefix') return startsWith(glob.slice(0, -2))
  if (kind === 'suffix') return glob.startsWith('\ufeff') ? endsWithHalfMark(glob.slice(1)) : endsWith(glob.slice(2))
  const nodes = parseGoRegexp(`${expression}$`)
  return nodes === undefined ? undefined : runRegexp(nodes)
}

const startsWith =
  (prefix: string): PathTest =>
  (path) =>
    path.startsWith(prefix)

/** Where a pattern is "**" and a path, the path alone matches too. */
const endsWith =
  (suffix: string): PathTest =>
  (path) =>
    path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1))

/** Docker cuts two bytes off, which leaves the third byte of the mark, 0xBF, before the stars. */
const endsWithHalfMark =
  (rest: string): PathTest =>
  (path) => {
    const before = path.endsWith(rest) ? ([...path.slice(0, -rest.length)].at(-1)?.codePointAt(0) ?? 0) : 0
    return before > 127 && before % 64 === 63
  }
