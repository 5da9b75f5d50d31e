import type { EscapeCharacter } from '../model/document.js'
import { isBlank, isSpace } from '../words/characters.js'

/**
 * The words of FROM, EXPOSE, COPY and their like: what stands between blanks, quotes included and not understood.
 *
 * @example
 * ```ts
 * splitBlanks('a  "b c"') // ['a', '"b', 'c"']
 * ```
 */
export const splitBlanks = (text: string): string[] => (text === '' ? [] : text.split(/[\t\v\f\r ]+/))

/**
 * A text in two, at its first run of blanks; `undefined` when it has none.
 *
 * @example
 * ```ts
 * splitFirst('A  b c') // ['A', 'b c']
 * ```
 */
export const splitFirst = (text: string): readonly [string, string] | undefined => {
  let start = 0
  while (start < text.length && !isBlank(text.charCodeAt(start))) start++
  if (start === text.length) return undefined
  let end = start
  while (end < text.length && isBlank(text.charCodeAt(end))) end++
  return [text.slice(0, start), text.slice(end)]
}

const isQuote = (code: number): boolean => code === 0x22 || code === 0x27

/** The index behind the word that starts at `start`, and whether it ends with an escape character that joins nothing. */
const endOfWord = (text: string, start: number, escape: number): { end: number; dangling: boolean } => {
  let quote = 0
  let index = start
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (quote === 0 && isSpace(code)) break
    if (quote === 0 && isQuote(code)) {
      quote = code
      continue
    }
    if (code === quote) quote = 0
    if (code !== escape || quote === 0x27) continue
    if (index + 1 === text.length) return { end: text.length, dangling: true }
    index++
  }
  return { end: Math.min(index, text.length), dangling: false }
}

/**
 * The words of ENV, LABEL and ARG: quotes and escapes keep blanks inside a word, and stay in it.
 *
 * @example
 * ```ts
 * splitQuoted('A="b c" D=e\\ f', '\\') // ['A="b c"', 'D=e\\ f']
 * ```
 */
export const splitQuoted = (text: string, escape: EscapeCharacter): string[] => {
  const words: string[] = []
  const escapeCode = escape.charCodeAt(0)
  let index = 0
  for (;;) {
    while (index < text.length && isSpace(text.charCodeAt(index))) index++
    if (index >= text.length) return words
    const { end, dangling } = endOfWord(text, index, escapeCode)
    const word = text.slice(index, dangling ? end - 1 : end)
    if (word !== '') words.push(word)
    index = end
  }
}
