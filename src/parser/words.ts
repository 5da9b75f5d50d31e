import type { EscapeCharacter } from '../model/document.js'
import { isSpace } from './characters.js'
import { goQuote } from './go-text.js'
import {
  parseShellPattern,
  replacePattern,
  reversePattern,
  reverseText,
  trimPatternStart,
  type ShellPattern,
} from './shell-pattern.js'

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

// Deeper nesting of `${a:-${b:-…}}` than anyone writes; it bounds recursion.
const deepest = 500

const dollar = 0x24
const singleQuote = 0x27
const doubleQuote = 0x22
const lessThan = 0x3c
const openBrace = 0x7b
const closeBrace = 0x7d
const slash = 0x2f
const endOfText = -1

const namePattern = /\p{Nd}+|[@*#?\-$!]|[\p{L}_][\p{L}\p{Nd}_]*/uy

/** A refusal on its way up to {@link process}. */
interface Refusal {
  readonly refusal: string
}

interface State {
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
  readonly words: string[]
  readonly matched: Set<string>
  readonly unmatched: Set<string>
}

const peek = (state: State): number =>
  state.index < state.text.length ? state.text.charCodeAt(state.index) : endOfText

/** The letter at the index, a whole code point, and past it; U+FFFD at the end, as Go prints its end of file. */
const nextLetter = (state: State): string => {
  const code = state.text.codePointAt(state.index)
  if (code === undefined) return '\ufffd'
  const letter = String.fromCodePoint(code)
  state.index += letter.length
  return letter
}

const addRaw = (state: State, text: string): void => {
  state.buffer += text
  state.inWord = true
}

const endWord = (state: State): void => {
  if (state.buffer === '') return
  state.words.push(state.buffer)
  state.buffer = ''
  state.inWord = false
}

const addSplit = (state: State, text: string): void => {
  for (let index = 0; index < text.length; index++) {
    if (!isSpace(text.charCodeAt(index))) addRaw(state, text[index] ?? '')
    else if (state.inWord) endWord(state)
  }
}

const read = (state: State, name: string): string | undefined => {
  const value = state.lookup(name)
  ;(value === undefined ? state.unmatched : state.matched).add(name)
  return value
}

const readName = (state: State): string => {
  namePattern.lastIndex = state.index
  const name = namePattern.exec(state.text)?.[0] ?? ''
  state.index += name.length
  return name
}

const readSingleQuoted = (state: State): string | Refusal => {
  const end = state.text.indexOf("'", state.index + 1)
  if (end < 0) {
    state.index = state.text.length
    return { refusal: 'unexpected end of statement while looking for matching single-quote' }
  }
  const raw = state.options.rawQuotes === true
  const result = raw ? state.text.slice(state.index, end + 1) : state.text.slice(state.index + 1, end)
  state.index = end + 1
  return result
}

const readDoubleQuoted = (state: State): string | Refusal => {
  const quote = state.options.rawQuotes === true ? '"' : ''
  let result = quote
  state.index++
  for (;;) {
    const code = peek(state)
    if (code === endOfText) return { refusal: 'unexpected end of statement while looking for matching double-quote' }
    if (code === doubleQuote) {
      state.index++
      return result + quote
    }
    if (code === dollar) {
      const value = readDollar(state)
      if (typeof value !== 'string') return value
      result += value
      continue
    }
    state.index++
    if (code !== state.escape) {
      result += String.fromCharCode(code)
      continue
    }
    if (state.rawEscapes) result += String.fromCharCode(code)
    const next = peek(state)
    if (next === endOfText) continue
    // Only these can be escaped inside double quotes, in front of others the escape character stands for itself.
    const escapes = next === doubleQuote || next === dollar || next === state.escape
    if (escapes) state.index++
    result += String.fromCharCode(escapes ? next : code)
  }
}

const readLessThan = (state: State): string => {
  state.index++
  if (peek(state) !== lessThan) return '<'
  const start = ++state.index
  for (let code = peek(state); code === 9 || code === 13 || code === 32; code = peek(state)) state.index++
  return `<<${state.text.slice(start, state.index)}`
}

const readSpecial = (state: State, code: number): string | Refusal | undefined => {
  if (code === dollar) return readDollar(state)
  if (code === lessThan) return readLessThan(state)
  if (state.options.ignoreQuotes === true) return undefined
  if (code === singleQuote) return readSingleQuoted(state)
  return code === doubleQuote ? readDoubleQuoted(state) : undefined
}

/** Reads up to `stop`, or to the end; only the outermost level collects words. */
const readUntil = (state: State, stop: number): string | Refusal => {
  const outer = stop === endOfText
  let result = ''
  for (let code = peek(state); code !== endOfText; code = peek(state)) {
    if (code === stop) {
      state.index++
      return result
    }
    const special = readSpecial(state, code)
    if (special !== undefined) {
      if (typeof special !== 'string') return special
      result += special
      if (outer) (code === dollar ? addSplit : addRaw)(state, special)
      continue
    }
    state.index++
    if (code !== state.escape) {
      result += String.fromCharCode(code)
      if (outer) addSplit(state, String.fromCharCode(code))
      continue
    }
    let text = state.rawEscapes ? String.fromCharCode(code) : ''
    if (state.index < state.text.length) text += nextLetter(state)
    result += text
    if (outer && text !== '') addRaw(state, text)
  }
  return outer
    ? result
    : { refusal: `unexpected end of statement while looking for matching ${String.fromCharCode(stop)}` }
}

const readNested = (state: State, stop: number, rawEscapes: boolean): string | Refusal => {
  if (state.depth >= deepest) return { refusal: `substitutions are nested more than ${deepest} levels deep` }
  const before = state.rawEscapes
  state.rawEscapes = rawEscapes
  state.depth++
  state.buffer = ''
  const result = readUntil(state, stop)
  state.depth--
  state.rawEscapes = before
  if (typeof result === 'string') return result
  const missing = stop === slash ? "'/' in ${}" : "'}'"
  return peek(state) === endOfText ? { refusal: `syntax error: missing ${missing}` } : result
}

const readDollar = (state: State): string | Refusal => {
  state.index++
  if (peek(state) === openBrace) return readBraces(state)
  const name = readName(state)
  if (name === '') return '$'
  const value = read(state, name)
  return value ?? (state.options.keepUnset === true ? `$${name}` : '')
}

const readBraces = (state: State): string | Refusal => {
  state.index++
  const first = peek(state)
  if (first === endOfText) return { refusal: "syntax error: missing '}'" }
  if (first === openBrace || first === closeBrace || first === 0x3a) {
    return { refusal: 'syntax error: bad substitution' }
  }
  const name = readName(state)
  let operator = nextLetter(state)
  if (operator === '}') return read(state, name) ?? (state.options.keepUnset === true ? `\${${name}}` : '')
  if (operator === '/') return readReplacement(state, name)
  const colon = operator === ':'
  if (colon) operator = nextLetter(state)
  const modifier = colon ? `:${operator}` : operator
  const trims = operator === '#' || operator === '%'
  if ((!colon && !'+-?#%'.includes(operator)) || (colon && trims)) return unsupported(modifier)
  const word = readNested(state, closeBrace, trims)
  if (typeof word !== 'string') return word
  const value = read(state, name)
  if (value === undefined && state.options.keepUnset === true) return `\${${name}${modifier}${word}}`
  const apply = modifiers[operator]
  return apply === undefined ? unsupported(modifier) : apply({ name, word, value, colon })
}

const unsupported = (modifier: string): Refusal => ({ refusal: `unsupported modifier (${modifier}) in substitution` })

interface Substitution {
  readonly name: string
  /** What stands behind the modifier. */
  readonly word: string
  readonly value: string | undefined
  /** Whether an empty value counts as unset. */
  readonly colon: boolean
}

const isMissing = ({ value, colon }: Substitution): boolean => value === undefined || (colon && value === '')

const modifiers: Readonly<Record<string, (substitution: Substitution) => string | Refusal>> = {
  '-': (it) => (isMissing(it) ? it.word : (it.value ?? '')),
  '+': (it) => (isMissing(it) ? '' : it.word),
  '?': (it) => {
    if (!isMissing(it)) return it.value ?? ''
    const what = it.value === undefined ? 'unset' : 'empty'
    return { refusal: `${it.name}: ${it.word === '' ? `is not allowed to be ${what}` : it.word}` }
  },
  '#': ({ word, value = '' }) => {
    const greedy = word.startsWith('#')
    return withPattern(greedy ? word.slice(1) : word, (pattern) => trimPatternStart(pattern, value, greedy))
  },
  '%': ({ word, value = '' }) => {
    const greedy = word.startsWith('%')
    return withPattern(reversePattern(greedy ? word.slice(1) : word), (pattern) =>
      reverseText(trimPatternStart(pattern, reverseText(value), greedy)),
    )
  },
}

const withPattern = (text: string, apply: (pattern: ShellPattern) => string): string | Refusal => {
  const pattern = parseShellPattern(text)
  if (!('invalidEscape' in pattern)) return apply(pattern)
  return { refusal: `invalid pattern (${text}) in substitution: invalid escape '\\${pattern.invalidEscape}'` }
}

const readReplacement = (state: State, name: string): string | Refusal => {
  const all = peek(state) === slash
  if (all) state.index++
  const pattern = readNested(state, slash, true)
  if (typeof pattern !== 'string') return pattern
  const replacement = readNested(state, closeBrace, true)
  if (typeof replacement !== 'string') return replacement
  const value = read(state, name)
  if (value === undefined && state.options.keepUnset === true) return `\${${name}/${pattern}/${replacement}}`
  return withPattern(pattern, (steps) => replacePattern(steps, value ?? '', replacement, all))
}

const process = (
  text: string,
  lookup: Lookup,
  escape: EscapeCharacter,
  options: WordOptions,
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
    words: [],
    matched: new Set(),
    unmatched: new Set(),
  }
  const value = readUntil(state, endOfText)
  if (typeof value !== 'string') return { error: `failed to process ${goQuote(text)}: ${value.refusal}` }
  endWord(state)
  return { state, value }
}

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
  return { value, matched: [...state.matched], unmatched: [...state.unmatched] }
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
  const result = process(word, lookup, escape, options)
  return 'error' in result ? result : { words: result.state.words }
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
