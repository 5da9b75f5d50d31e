import type { EscapeCharacter } from '../model/document.js'
import { goQuote } from './go-text.js'
import { readUntil } from './lexer.js'
import { endOfText, endWord, type Lookup, type State, type WordOptions } from './lexer-state.js'

export type { Lookup, WordOptions } from './lexer-state.js'

/** What became of a word: its value and the variables that it names, or BuildKit's message. */
export type ExpandedWord =
  | {
      readonly value: string
      /** Variables that are set. */
      readonly matched: readonly string[]
      /** Variables that are not set, also where a default was given for them. */
      readonly unmatched: readonly string[]
    }
  | { readonly error: string }

const process = (
  text: string,
  lookup: Lookup,
  escape: EscapeCharacter,
  options: WordOptions,
  words?: string[],
): { state: State; value: string } | { error: string } => {
  const state: State = {
    text,
    escape: escape.charCodeAt(0),
    lookup,
    options,
    rawEscapes: options.rawEscapes === true,
    index: text.charCodeAt(0) === 0xfeff ? 1 : 0,
    depth: 0,
    buffer: '',
    inWord: false,
    words,
    matched: new Set(),
    unmatched: new Set(),
  }
  const value = readUntil(state, endOfText)
  if (typeof value !== 'string') return { error: `failed to process ${goQuote(text)}: ${value.refusal}` }
  endWord(state)
  return { state, value }
}

const none: readonly string[] = []
const listOf = (names: ReadonlySet<string>): readonly string[] => (names.size === 0 ? none : [...names])

/**
 * Expands the variables, quotes and escapes of a word as BuildKit does for FROM, ENV, LABEL, COPY and others: all of
 * `$NAME ${NAME} ${NAME:-word} ${NAME-word} ${NAME:+word} ${NAME+word} ${NAME:?word} ${NAME?word} ${NAME#pattern}
 * ${NAME##pattern} ${NAME%pattern} ${NAME%%pattern} ${NAME/pattern/word} ${NAME//pattern/word}`.
 *
 * @example
 * ```ts
 * expandWord('"$A"/${B:-b}', (name) => (name === 'A' ? 'a' : undefined))
 * // { value: 'a/b', matched: ['A'], unmatched: ['B'] }
 * ```
 */
export const expandWord = (
  word: string,
  lookup: Lookup,
  escape: EscapeCharacter = '\\',
  options: WordOptions = {},
): ExpandedWord => {
  const result = process(word, lookup, escape, options)
  if ('error' in result) return result
  const { state, value } = result
  return { value, matched: listOf(state.matched), unmatched: listOf(state.unmatched) }
}

/**
 * Expands like {@link expandWord}, then splits at the blanks that stand outside of quotes.
 *
 * @example
 * ```ts
 * expandWords('a "b c" $D', () => 'd e') // { words: ['a', 'b c', 'd', 'e'] }
 * ```
 */
export const expandWords = (
  word: string,
  lookup: Lookup,
  escape: EscapeCharacter = '\\',
  options: WordOptions = {},
): { readonly words: readonly string[] } | { readonly error: string } => {
  const words: string[] = []
  const result = process(word, lookup, escape, options, words)
  return 'error' in result ? result : { words }
}

/**
 * The names of the variables that a word refers to, each once, in the order of their use; also those inside of
 * `${A:-$B}`. A word that cannot be processed gives the names up to its mistake.
 *
 * @example
 * ```ts
 * variablesIn('$A/${B:-$C}') // ['A', 'C', 'B']
 * ```
 */
export const variablesIn = (word: string, escape: EscapeCharacter = '\\', options: WordOptions = {}): string[] => {
  if (!word.includes('$')) return []
  const names = new Set<string>()
  process(word, (name) => (names.add(name), 'x'), escape, options)
  return [...names]
}
