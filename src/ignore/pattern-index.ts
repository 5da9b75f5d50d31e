import { classify } from './classify.js'
import type { CompiledPattern } from './pattern.js'
import type { PathTest } from './run-regexp.js'

/** A pattern where it was found by a name; what it matches is still to be checked where there are tests. */
export interface Candidate {
  /** Its position in the list of patterns. */
  readonly index: number
  /** Whether what lies below the name is matched, and not the name. */
  readonly below: boolean
  readonly name?: PathTest
  readonly path?: PathTest
}

/** Patterns by a part of fixed length at one end of the names that they match. */
export interface AffixIndex {
  readonly candidates: Map<string, Candidate[]>
  /** How long the parts are; there are few different lengths, however many patterns there are. */
  readonly lengths: Set<number>
}

/** Patterns by the names that they match in one place of a tree. */
export interface NameIndex {
  readonly names: Map<string, Candidate[]>
  /** Most places have none of these two. */
  starts?: AffixIndex
  ends?: AffixIndex
  readonly others: Candidate[]
}

/** A pattern that only the whole path tells about; `head` is empty or ends in a slash. */
export interface PathPattern {
  readonly index: number
  readonly head: string
  readonly test: PathTest
}

/** A list of patterns by where they can match. */
export interface PatternIndex {
  readonly anywhere: NameIndex
  /** For the directory of this path, `''` for the root. */
  readonly directories: ReadonlyMap<string, NameIndex>
  readonly paths: readonly PathPattern[]
}

const affixIndex = (): AffixIndex => ({ candidates: new Map(), lengths: new Set() })

const nameIndex = (): NameIndex => ({ names: new Map(), others: [] })

const addAffix = ({ candidates, lengths }: AffixIndex, part: string, candidate: Candidate): void => {
  getOrMake(candidates, part, () => []).push(candidate)
  lengths.add(part.length)
}

/** The value of a key, made when it is first asked for. */
const getOrMake = <Value>(map: Map<string, Value>, key: string, make: () => Value): Value => {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/**
 * Sorts patterns by where they can match, so that a path meets few of them however long the list is.
 *
 * @example
 * indexPatterns(createMatcher(['dist', '** /*.log']).patterns) // (without the blank) one by name in the root, one by ending
 */
export const indexPatterns = (patterns: readonly CompiledPattern[]): PatternIndex => {
  const anywhere = nameIndex()
  const directories = new Map<string, NameIndex>()
  const paths: PathPattern[] = []
  for (const [index, pattern] of patterns.entries()) {
    const place = classify(pattern.glob)
    if (place.kind === 'nowhere') continue
    if (place.kind === 'path') {
      if (pattern.matches !== undefined) paths.push({ index, head: place.head, test: pattern.matches })
      continue
    }
    const { directory, last, path, below } = place
    const found = directory === undefined ? anywhere : getOrMake(directories, directory, nameIndex)
    const candidate = { index, below, ...(path && { path }) }
    if (last.kind === 'name') getOrMake(found.names, last.name, () => []).push(candidate)
    else if (last.kind === 'end') addAffix((found.ends ??= affixIndex()), last.end, candidate)
    else if (last.kind === 'start')
      addAffix((found.starts ??= affixIndex()), last.start, { ...candidate, name: last.test })
    else found.others.push({ ...candidate, name: last.test })
  }
  return { anywhere, directories, paths }
}
