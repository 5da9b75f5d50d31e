import { skipSpace } from '../words/characters.js'
import { wellFormed } from '../words/go-text.js'

/** The error of an array that is JSON but holds something else than strings. */
export const notStringsMessage = 'when using JSON array syntax, arrays must be comprised of strings only'

const deepest = 10_000

/** Whether Go's decoder refuses what JavaScript's reads: numbers beyond a double, nesting beyond 10,000 levels. */
const isRefusedByGo = (value: unknown): boolean => {
  let level: unknown[] = [value]
  for (let depth = 1; level.length > 0; depth++) {
    const next: unknown[] = []
    for (const each of level) {
      if (typeof each === 'number' && !Number.isFinite(each)) return true
      if (typeof each !== 'object' || each === null) continue
      if (depth > deepest) return true
      for (const inner of Object.values(each)) next.push(inner)
    }
    level = next
  }
  return false
}

/** JSON as Go's `encoding/json` reads it: `undefined` for a text that it refuses. */
export const parseGoJson = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text)
    return isRefusedByGo(value) ? undefined : value
  } catch {
    return undefined
  }
}

const isString = (value: unknown): value is string => typeof value === 'string'

/**
 * The words of an exec form: `["a", "b"]`. `undefined` for a text that is no JSON array, which BuildKit then silently
 * takes as shell form; `'not-strings'` for an array of something else, which it refuses.
 *
 * @example
 * ```ts
 * parseJsonArray('["node", "server.js"]') // ['node', 'server.js']
 * parseJsonArray("['node']") // undefined
 * ```
 */
export const parseJsonArray = (text: string): readonly string[] | 'not-strings' | undefined => {
  const start = skipSpace(text)
  if (text.charCodeAt(start) !== 0x5b) return undefined
  const value = parseGoJson(text.slice(start))
  if (!Array.isArray(value)) return undefined
  const words: readonly unknown[] = value
  return words.every(isString) ? words.map(wellFormed) : 'not-strings'
}
