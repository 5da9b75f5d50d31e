import { rememberOf } from '../model/remember.js'
import type { Matcher, ParentMatches } from './matcher.js'
import { type Candidate, indexPatterns, type NameIndex, type PathPattern } from './pattern-index.js'

/** What is known of a directory on the way down, for what is directly in it. */
export interface Level {
  /**
   * The position of the pattern that decides about a file or link of this name, -1 when none does. Throws
   * `bad-ignore-pattern` where the build would fail.
   */
  readonly decide: (name: string) => number
  /** The same about a directory, and the level of what is in it. */
  readonly enter: (name: string) => { readonly decidedBy: number; readonly level: Level }
}

/** A way down from the root of a context, as BuildKit's transfer goes. */
export interface Descent {
  readonly root: Level
  /** Whether what the pattern at this position decides about is left out. */
  readonly excludes: (decidedBy: number) => boolean
  /** Whether BuildKit does not even look into an excluded directory: no exception can lie in it. */
  readonly prunes: (path: string) => boolean
}

/**
 * Goes down a tree with a list of patterns, which several rules ask for. The answers are those of {@link Matcher.excludesBelow}; each name meets only the
 * patterns that can match it, so that thousands of patterns cost little.
 *
 * @example
 * const { root, excludes } = descend(createMatcher(['src', '!src/main.go']))
 * const { decidedBy, level } = root.enter('src')
 * excludes(decidedBy) // true
 * excludes(level.decide('main.go')) // false
 */
export const descend = rememberOf((matcher: Matcher): Descent => {
  // What fails does so in the order of the list.
  const fails = matcher.patterns.some((pattern) => pattern.fails)
  return {
    root: fails ? plainLevel(matcher, '', undefined) : indexedRoot(matcher),
    excludes: (decidedBy) => matcher.patterns[decidedBy]?.keeps === false,
    prunes: pruning(matcher),
  }
})

/** Asks the matcher itself. */
const plainLevel = (matcher: Matcher, prefix: string, above: ParentMatches | undefined): Level => {
  const match = (name: string) => matcher.excludesBelow(prefix + name, above).matches
  return {
    decide: (name) => match(name).lastIndexOf(true),
    enter: (name) => {
      const matches = match(name)
      return { decidedBy: matches.lastIndexOf(true), level: plainLevel(matcher, `${prefix}${name}/`, matches) }
    },
  }
}

/** Positions in the list of patterns, in order. */
type Positions = readonly number[]

interface Directory {
  /** Empty or with a final slash. */
  readonly prefix: string
  /** Which patterns have matched the directory, and so what is in it. */
  readonly matched: Positions
  /** Which patterns match all that is in it, though not the directory. */
  readonly covering: Positions
  /** Those of the patterns without a place that can match something in it. */
  readonly paths: readonly PathPattern[]
}

const byPosition = (left: number, right: number): number => left - right

const indexedRoot = (matcher: Matcher): Level => {
  const { anywhere, directories, paths } = indexPatterns(matcher.patterns)
  const keeps = matcher.patterns.map((pattern) => pattern.keeps)

  const levelOf = ({ prefix, matched, covering, paths: around }: Directory): Level => {
    const here = directories.get(prefix.slice(0, -1))
    const base = Math.max(matched.at(-1) ?? -1, covering.at(-1) ?? -1)
    const bySlash = around.filter(({ head }) => prefix.startsWith(head))

    /** The patterns that match a name itself, and of `below` those that match what is in it. */
    const find = (name: string, found: (index: number, below: boolean) => void): void => {
      const check = (candidates: readonly Candidate[]): void => {
        for (const { index, below, name: test, path } of candidates) {
          if ((test?.(name) ?? true) && (path?.(prefix + name) ?? true)) found(index, below)
        }
      }
      eachCandidate(anywhere, name, check)
      if (here !== undefined) eachCandidate(here, name, check)
      for (const { index, test } of bySlash) if (test(prefix + name)) found(index, false)
    }

    const plain = (): Level => {
      const dense = keeps.map(() => false)
      for (const index of matched) dense[index] = true
      return plainLevel(matcher, prefix, prefix === '' ? undefined : dense)
    }

    return {
      decide: (name) => {
        if (name.includes('\n')) return plain().decide(name)
        let last = base
        find(name, (index, below) => {
          if (index > last && !below) last = index
        })
        return last
      },
      enter: (name) => {
        if (name.includes('\n')) return plain().enter(name)
        const own: number[] = []
        const below: number[] = []
        find(name, (index, isBelow) => (isBelow ? below : own).push(index))
        const inForce = own.length + covering.length === 0 ? matched : settle(matched, [...own, ...covering], keeps)
        const inner = `${prefix}${name}/`
        const next = {
          prefix: inner,
          matched: inForce,
          covering: [...covering, ...below].filter((index) => !inForce.includes(index)).sort(byPosition),
          paths: around.filter(({ head }) => inner.startsWith(head) || head.startsWith(inner)),
        }
        return { decidedBy: inForce.at(-1) ?? -1, level: levelOf(next) }
      },
    }
  }
  return levelOf({ prefix: '', matched: [], covering: [], paths })
}

const none: readonly number[] = []

const eachCandidate = (
  { names, starts, ends, others }: NameIndex,
  name: string,
  check: (candidates: readonly Candidate[]) => void,
): void => {
  const named = names.get(name)
  if (named !== undefined) check(named)
  for (const length of starts?.lengths ?? none) {
    const found = starts?.candidates.get(name.slice(0, length))
    if (found !== undefined) check(found)
  }
  for (const length of ends?.lengths ?? none) {
    const found = length > name.length ? undefined : ends?.candidates.get(name.slice(name.length - length))
    if (found !== undefined) check(found)
  }
  if (others.length > 0) check(others)
}

/** A pattern that would not change the answer is not evaluated, so that what lies below has to be matched anew. */
const settle = (matched: Positions, found: Positions, keeps: readonly boolean[]): Positions => {
  const before = new Set(matched)
  let excluded = false
  return [...new Set([...matched, ...found])].sort(byPosition).filter((index) => {
    const counts = before.has(index) || keeps[index] === excluded
    if (counts) excluded = keeps[index] === false
    return counts
  })
}

/** BuildKit looks for exceptions below an excluded directory by prefix, which it can only when none has a wildcard. */
const pruning = (matcher: Matcher): Descent['prunes'] => {
  const exceptions = matcher.patterns.filter((pattern) => pattern.keeps).map((pattern) => withoutGlob(pattern.glob))
  if (exceptions.some((glob) => /[*[\]?^\\]/.test(glob))) return () => false
  const sorted = exceptions.map((glob) => `${glob}/`).sort()
  return (path) => {
    const inner = `${path}/`
    return sorted[firstFrom(sorted, inner)]?.startsWith(inner) !== true
  }
}

/** The position of the first text that is not before another one, in a sorted list. */
const firstFrom = (sorted: readonly string[], text: string): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? '') < text) low = middle + 1
    else high = middle
  }
  return low
}

const withoutGlob = (glob: string): string => glob.replace(/\/\*\*$/, '').replace(/\/\*$/, '')
