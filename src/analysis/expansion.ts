import type { EscapeCharacter } from '../model/document.js'
import { expandWord } from '../parser/words.js'
import type { WordOptions } from '../parser/words.js'

/** A Dockerfile word with its variables, quotes and escapes resolved. */
export interface Expansion {
  readonly word: string
  /** The value; the word itself where it cannot be processed. */
  readonly value: string
  readonly matched: readonly string[]
  readonly unmatched: readonly string[]
  /** Whether the value is what the build uses: false when it holds a variable whose value only the build knows. */
  readonly certain: boolean
  /** BuildKit's message for a word that cannot be processed. */
  readonly error?: string
}

/** A variable that is set; `certain` is false where only the build knows the value, which then is a sample or empty. */
export interface Variable {
  readonly value: string
  readonly certain: boolean
}

/** The variables that words see. */
export type Scope = ReadonlyMap<string, Variable>

const none: readonly string[] = []
const special = /[$'"\\`<]/

/** Resolves one word. */
export const expand = (word: string, scope: Scope, escape: EscapeCharacter, options?: WordOptions): Expansion => {
  if (!special.test(word)) return { word, value: word, matched: none, unmatched: none, certain: true }
  const result = expandWord(word, (name) => scope.get(name)?.value, escape, options)
  if ('error' in result) {
    return { word, value: word, matched: none, unmatched: none, certain: false, error: result.error }
  }
  const certain = result.unmatched.length === 0 && result.matched.every((name) => scope.get(name)?.certain)
  return { word, value: result.value, matched: result.matched, unmatched: result.unmatched, certain }
}
