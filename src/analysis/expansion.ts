import type { EscapeCharacter } from '../model/document.js'
import { expandWord, variablesIn } from '../words/expand-word.js'
import type { WordOptions } from '../words/expand-word.js'

/** A Dockerfile word with its variables, quotes and escapes resolved. */
export interface Expansion {
  readonly word: string
  /** The value; the word itself where it cannot be processed. */
  readonly value: string
  readonly matched: readonly string[]
  readonly unmatched: readonly string[]
  /** Whether the value is what the build uses: false when it holds a variable whose value only the build knows. */
  readonly certain: boolean
  /** Whether `--build-arg` can change it. */
  readonly overridable: boolean
  /** BuildKit's message for a word that cannot be processed. */
  readonly error?: string
}

/** A variable that is set; `certain` is false where only the build knows the value, which then is a sample or empty. */
export interface Variable {
  readonly value: string
  readonly certain: boolean
  /** Whether it is an ARG, or an ENV made of one. */
  readonly overridable?: boolean
}

/** The variables that words see. */
export type Scope = ReadonlyMap<string, Variable>

const none: readonly string[] = []
const special = /[$'"\\`<]/

/** A word that is its own value. */
export const asWritten = (word: string): Expansion => ({
  word,
  value: word,
  matched: none,
  unmatched: none,
  certain: true,
  overridable: false,
})

/** Resolves one word. */
export const expand = (word: string, scope: Scope, escape: EscapeCharacter, options?: WordOptions): Expansion => {
  if (!special.test(word)) return asWritten(word)
  const result = expandWord(word, (name) => scope.get(name)?.value, escape, options)
  if ('error' in result) {
    const unmatched = variablesIn(word, escape, options).filter((name) => !scope.has(name))
    return { word, value: word, matched: none, unmatched, certain: false, overridable: false, error: result.error }
  }
  const certain = result.unmatched.length === 0 && result.matched.every((name) => scope.get(name)?.certain)
  const overridable = result.matched.some((name) => scope.get(name)?.overridable === true)
  return { word, value: result.value, matched: result.matched, unmatched: result.unmatched, certain, overridable }
}

/**
 * A word as a glob that matches whatever the build may make of it: `*` stands for each variable that only the build
 * knows.
 */
export const expandToGlob = (word: string, scope: Scope, escape: EscapeCharacter): string => {
  const result = expandWord(
    word,
    (name) => {
      const variable = scope.get(name)
      if (variable === undefined || variable.overridable === true || !variable.certain) {
        return variable?.value.includes('/') === true ? variable.value.replaceAll(/[^/]+/g, '*') : '*'
      }
      return variable.value
    },
    escape,
  )
  return 'error' in result ? word : result.value
}
