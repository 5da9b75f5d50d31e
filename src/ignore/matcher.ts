import { GenDockerfileError } from '../model/error.js'
import { parentsOf } from './go-path.js'
import { type Compiled, type CompiledPattern, compilePattern, type PatternFailure } from './pattern.js'

/** For each pattern, whether the directory above matched it: carried from a directory to what is in it. */
export type ParentMatches = readonly boolean[]

/** What the walk learns about a path. */
export interface CarriedMatch {
  readonly excluded: boolean
  readonly matches: ParentMatches
}

/** A list of patterns that is ready to match; paths are relative to the context, with `/`. */
export interface Matcher {
  readonly patterns: readonly CompiledPattern[]
  /** Whether some pattern begins with `!`. */
  readonly hasExceptions: boolean
  /**
   * Whether a path is excluded, as BuildKit's CopyIgnoredFile check asks it (`MatchesOrParentMatches`). Throws
   * `bad-ignore-pattern` when it comes to a pattern that does not compile.
   */
  excludes(path: string): boolean
  /** The pattern that decides about a path in {@link Matcher.excludes}: the last that changed the answer. */
  decidedBy(path: string): CompiledPattern | undefined
  /**
   * Whether the transfer of the context leaves a path out (`MatchesUsingParentResults`): the walk hands down what the
   * directory above gave. The two disagree for lists such as `secrets/*`, `!secrets/pub/key.pub`.
   */
  excludesBelow(path: string, parent: ParentMatches | undefined): CarriedMatch
}

const messages = {
  'lone-exclamation': {
    message: 'A lone `!` is not a pattern, and the build fails on it.',
    hint: 'Write the path that is to be kept behind it: `!docs/README.md`.',
  },
  'bad-syntax': {
    message: 'The pattern has a syntax error, and the build fails on it.',
    hint: 'Close every `[` with a `]`; write a literal bracket as `\\[` and a literal backslash as `\\\\`.',
  },
} as const satisfies Record<PatternFailure, { readonly message: string; readonly hint: string }>

/** What is wrong with a pattern and what to write instead, for people. */
export const explainFailure = (failure: PatternFailure): { readonly message: string; readonly hint: string } =>
  messages[failure]

const refuse = (pattern: string, failure: PatternFailure): GenDockerfileError =>
  new GenDockerfileError({
    code: 'bad-ignore-pattern',
    message: `\`${pattern}\`: ${messages[failure].message}`,
    hint: messages[failure].hint,
  })

/**
 * Compiles patterns as moby/patternmatcher 0.6.1 does, `!` included, as `.dockerignore` and `--exclude` hold them.
 *
 * Throws `bad-ignore-pattern` for a list that Docker refuses.
 *
 * @example
 * createMatcher(['*', '!src']).excludes('src/main.go') // false
 */
export const createMatcher = (lines: readonly string[]): Matcher =>
  matcherOf(lines.map((pattern) => ({ pattern, compiled: compilePattern(pattern) })))

/** {@link createMatcher} for patterns that were compiled when they were read. */
export const matcherOf = (lines: readonly { readonly pattern: string; readonly compiled: Compiled }[]): Matcher => {
  const patterns: CompiledPattern[] = []
  for (const { pattern, compiled } of lines) {
    if (typeof compiled === 'string') throw refuse(pattern, compiled)
    if (compiled !== undefined) patterns.push(compiled)
  }

  const decidedBy = (path: string): CompiledPattern | undefined => {
    let parents: readonly string[] | undefined
    let decisive: CompiledPattern | undefined
    for (const pattern of patterns) {
      // A pattern that could not change the answer is not even evaluated, so that its errors stay unnoticed.
      if (pattern.keeps === (decisive === undefined || decisive.keeps)) continue
      const test = pattern.matches
      if (test === undefined) throw refuse(pattern.glob, 'bad-syntax')
      if (test(path) || (parents ??= parentsOf(path)).some(test)) decisive = pattern
    }
    return decisive
  }

  const excludesBelow = (path: string, parent: ParentMatches | undefined): CarriedMatch => {
    let excluded = false
    const parents = parent === undefined || parent.length === 0 ? parentsOf(path) : []
    const matches = patterns.map((pattern, index) => {
      let matched = parent?.[index] ?? false
      if (!matched) {
        if (pattern.keeps !== excluded) return false
        const test = pattern.matches
        if (test === undefined) throw refuse(pattern.glob, 'bad-syntax')
        matched = test(path) || parents.some(test)
      }
      if (matched) excluded = !pattern.keeps
      return matched
    })
    return { excluded, matches }
  }

  return {
    patterns,
    hasExceptions: patterns.some((pattern) => pattern.keeps),
    excludes: (path) => decidedBy(path)?.keeps === false,
    decidedBy,
    excludesBelow,
  }
}
