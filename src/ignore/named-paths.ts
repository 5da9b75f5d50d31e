import { deniedBy } from './denied-by.js'
import type { Matcher } from './matcher.js'
import { type CompiledPattern, compilePattern } from './pattern.js'
import type { SourcePath } from './source-path.js'

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
 * A test for paths that an allow-list surely keeps: those that an exception names, and which no denial behind the first exception is
 * about. `undefined` for lists without exceptions, or with what Docker cannot read. What is known of the path may be handed over.
 *
 * @example
 * const isNamed = namedPaths(createMatcher(['*', '!go.mod', '!src', '**' + '/.env']))
 * isNamed?.('src') // true
 * isNamed?.('src/main.go') // false: only the whole list tells
 */
export const namedPaths = ({ patterns }: Matcher): ((path: string, known?: SourcePath) => boolean) | undefined => {
  const named = new Set<string>()
  /** Denials between exceptions: what a folder that is copied does without. */
  const between: CompiledPattern[] = []
  let begin = -1
  let end = 0
  for (let at = 0; at < patterns.length; at++) {
    const pattern = patterns[at]
    // What Docker cannot read fails when it comes to that.
    if (pattern === undefined || pattern.fails) return undefined
    if (!pattern.keeps) continue
    if (begin < 0) begin = at
    for (const denial of begin < at ? patterns.slice(end, at) : []) between.push(denial)
    end = at + 1
    if (pattern.isExact) named.add(pattern.glob)
  }
  if (begin < 0) return undefined
  const isDenied = lastDenials(patterns.slice(end))
  const isDeniedBetween = denialsOf(between)
  if (isDenied === undefined || isDeniedBetween === undefined) return undefined
  return (path, known) =>
    named.has(path) && !(known?.plain === path ? known.is(isDenied) : isDenied(path)) && !isDeniedBetween(path)
}
