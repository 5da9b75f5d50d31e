import { isSpace } from './characters.js'

/** Gives the value of a variable, `undefined` for one that is not set. */
export type Lookup = (name: string) => string | undefined

/** How to process a word, where it is not the common way. All are off by default. */
export interface WordOptions {
  /** Keep the quotes in the result. */
  readonly rawQuotes?: boolean
  /** Keep the escape characters in the result. */
  readonly rawEscapes?: boolean
  /** Quotes mean nothing: for the content of heredocs. */
  readonly ignoreQuotes?: boolean
  /** A variable that is not set stays as it was written. */
  readonly keepUnset?: boolean
}

/** What {@link peek} gives behind the last code unit. */
export const endOfText = -1

const namePattern = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy

/** BuildKit's message about a word, on its way up. */
export interface Refusal {
  readonly refusal: string
}

/** Where the reading of a word stands. */
export interface State {
  readonly text: string
  readonly escape: number
  readonly lookup: Lookup
  readonly options: WordOptions
  rawEscapes: boolean
  index: number
  depth: number
  /** The word being collected. BuildKit has one buffer for all levels, which a nested substitution empties. */
  buffer: string
  inWord: boolean
  /** The words between blanks; collected only where they are asked for. */
  readonly words: string[] | undefined
  readonly matched: Set<string>
  readonly unmatched: Set<string>
}

/** The code unit at the index. */
export const peek = (state: State): number =>
  state.index < state.text.length ? state.text.charCodeAt(state.index) : endOfText

/** The letter at the index, a whole code point, and past it; U+FFFD at the end, as Go prints its end of file. */
export const nextLetter = (state: State): string => {
  const code = state.text.codePointAt(state.index)
  if (code === undefined) return '\ufffd'
  const letter = String.fromCodePoint(code)
  state.index += letter.length
  return letter
}

/** Adds to the word being collected. */
export const addRaw = (state: State, text: string): void => {
  state.buffer += text
  state.inWord = true
}

/** Ends the word being collected, if it has anything. */
export const endWord = (state: State): void => {
  if (state.buffer === '') return
  state.words?.push(state.buffer)
  state.buffer = ''
  state.inWord = false
}

/** Adds a text whose white space ends words. */
export const addSplit = (state: State, text: string): void => {
  for (let index = 0; index < text.length; index++) {
    if (!isSpace(text.charCodeAt(index))) addRaw(state, text[index] ?? '')
    else if (state.inWord) endWord(state)
  }
}

/** The value of a variable, which is remembered as set or not. */
export const read = (state: State, name: string): string | undefined => {
  const value = state.lookup(name)
  ;(value === undefined ? state.unmatched : state.matched).add(name)
  return value
}

/** The name of a variable at the index, and past it; empty where there is none. */
export const readName = (state: State): string => {
  namePattern.lastIndex = state.index
  const name = namePattern.exec(state.text)?.[0] ?? ''
  state.index += name.length
  return name
}
