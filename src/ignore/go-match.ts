/** The answer of Go's `filepath.Match`; `bad` is its ErrBadPattern. */
export type GoMatch = 'match' | 'no-match' | 'bad'

/**
 * Go's `filepath.Match`, which expands the sources of COPY and whose error check Docker's matcher borrows.
 *
 * Like the original it stops at the first chunk that fails, so a malformed rest can go unnoticed.
 *
 * @example
 * goMatch('*.go', 'main.go') // 'match'
 * goMatch('[', 'x') // 'bad'
 */
export const goMatch = (pattern: string, name: string): GoMatch => {
  let rest = [...pattern]
  let left = [...name]
  while (rest.length > 0) {
    const { star, chunk, after } = scanChunk(rest)
    rest = after
    if (star && chunk.length === 0) return left.includes('/') ? 'no-match' : 'match'
    const isLast = rest.length === 0
    const taken = takeChunk(chunk, left, star, isLast)
    if (taken === 'bad') return 'bad'
    if (taken === undefined) return 'no-match'
    left = left.slice(taken)
  }
  return left.length === 0 ? 'match' : 'no-match'
}

/** How many characters of `name` the chunk takes, with what a star before it takes. */
const takeChunk = (
  chunk: readonly string[],
  name: readonly string[],
  star: boolean,
  isLast: boolean,
): number | 'bad' | undefined => {
  for (let skipped = 0; skipped <= name.length; skipped++) {
    const end = matchChunk(chunk, name, skipped)
    if (end === 'bad') return 'bad'
    if (end !== undefined && (end === name.length || !isLast)) return end
    if (!star || name[skipped] === '/') return undefined
  }
  return undefined
}

const scanChunk = (pattern: readonly string[]) => {
  let start = 0
  while (pattern[start] === '*') start++
  let inClass = false
  let at = start
  for (; at < pattern.length; at++) {
    const character = pattern[at]
    if (character === '\\') at = Math.min(at + 1, pattern.length - 1)
    else if (character === '[') inClass = true
    else if (character === ']') inClass = false
    else if (character === '*' && !inClass) break
  }
  return { star: start > 0, chunk: pattern.slice(start, at), after: pattern.slice(at) }
}

/** The position behind the chunk, when it matches at `start`. A mismatch does not end the search for syntax errors. */
const matchChunk = (chunk: readonly string[], name: readonly string[], start: number): number | 'bad' | undefined => {
  let position = start
  let failed = false
  for (let at = 0; at < chunk.length; at++) {
    failed ||= position >= name.length
    const character = chunk[at]
    if (character === '[') {
      const result = matchClass(chunk, at + 1, failed ? '\0' : (name[position] ?? '\0'))
      if (result === 'bad') return 'bad'
      at = result.end - 1
      failed ||= !result.matches
    } else if (character === '?') {
      failed ||= name[position] === '/'
    } else {
      if (character === '\\' && ++at >= chunk.length) return 'bad'
      failed ||= chunk[at] !== name[position]
    }
    position++
  }
  return failed ? undefined : position
}

const matchClass = (chunk: readonly string[], start: number, character: string) => {
  let at = start
  const negated = chunk[at] === '^'
  if (negated) at++
  const wanted = codePoint(character)
  let found = false
  for (let ranges = 0; ; ranges++) {
    if (chunk[at] === ']' && ranges > 0) return { matches: found !== negated, end: at + 1 }
    const low = classCharacter(chunk, at)
    if (low === undefined) return 'bad'
    at = low.next
    let high = low
    if (chunk[at] === '-') {
      const read = classCharacter(chunk, at + 1)
      if (read === undefined) return 'bad'
      high = read
      at = high.next
    }
    found ||= low.value <= wanted && wanted <= high.value
  }
}

/** A possibly escaped character of a class. A class that ends here is malformed. */
const classCharacter = (chunk: readonly string[], start: number) => {
  const first = chunk[start]
  if (first === undefined || first === '-' || first === ']') return undefined
  const at = first === '\\' ? start + 1 : start
  const character = chunk[at]
  if (character === undefined || at + 1 >= chunk.length) return undefined
  return { value: codePoint(character), next: at + 1 }
}

const codePoint = (character: string): number => character.codePointAt(0) ?? 0
