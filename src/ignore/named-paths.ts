import { deniedBy } from './denied-by.js'
import type { Matcher } from './matcher.js'
import { type CompiledPattern, compilePattern } from './pattern.js'

const isExact = ({ glob }: CompiledPattern): boolean => !/[*?[\]\\]/.test(glob)

/** Whether a pattern by itself is read as in its list. */
const isSelf = ({ glob }: CompiledPattern): boolean => {
  const alone = compilePattern(glob)
  return typeof alone === 'object' && !alone.keeps && alone.glob === glob && !glob.includes('\n')
}

/** A test for paths that a list of denials is about; `undefined` where its patterns alone would be read in another way. */
const denialsOf = (patterns: readonly CompiledPattern[]): ((path: string) => boolean) | undefined => {
  if (patterns.length === 0) return () => false
  return patterns.every(isSelf) ? deniedBy(patterns.map(({ glob }) => glob)) : undefined
}

let last: { readonly patterns: readonly CompiledPattern[]; readonly isDenied: ReturnType<typeof denialsOf> } | undefined

/** The allow-lists of one repository end in the same denials. */
const lastDenials: typeof denialsOf = (patterns) => {
  const isSame = last?.patterns.length === patterns.length && last.patterns.every((each, at) => each === patterns[at])
  if (last === undefined || !isSame) last = { patterns, isDenied: denialsOf(patterns) }
  return last.isDenied
}

/**
 * A test for paths that an allow-list surely keeps: those that a line of exceptions names, in a list of denials, exceptions and
 * again denials, which no denial behind the exceptions is about. `undefined` for lists of another shape.
 *
 * @example
 * const isNamed = namedPaths(createMatcher(['*', '!go.mod', '!src', '**' + '/.env']))
 * isNamed?.('src') // true
 * isNamed?.('src/main.go') // false: only the whole list tells
 */
export const namedPaths = ({ patterns }: Matcher): ((path: string) => boolean) | undefined => {
  const begin = patterns.findIndex(({ keeps }) => keeps)
  const end = patterns.findLastIndex(({ keeps }) => keeps) + 1
  if (begin < 0) return undefined
  const named = new Set<string>()
  for (let at = begin; at < end; at++) {
    const pattern = patterns[at]
    if (pattern?.keeps !== true) return undefined
    if (isExact(pattern)) named.add(pattern.glob)
  }
  // What Docker cannot read fails when it comes to that.
  if (patterns.some(({ fails }) => fails)) return undefined
  const isDenied = lastDenials(patterns.slice(end))
  return isDenied && ((path) => named.has(path) && !isDenied(path))
}
