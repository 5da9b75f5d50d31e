import { trimStart } from './blanks.js'
import { refuse, show } from './unrenderable.js'

/** Invisible characters, line separators, and those that turn the direction of text: a reviewer has to see them. */
const invisible = /[\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g // oxlint-disable-line no-control-regex -- they are what is escaped
const plain = /^[\w ./:@%+,=$-]*$/
const surrogate = /\p{Surrogate}/u

const escapeCharacter = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

const jsonWord = (word: string, keyword: string): string => {
  if (plain.test(word)) return `"${word}"`
  if (surrogate.test(word))
    refuse('json', `${keyword} holds ${show(word)}, half of a surrogate pair, which is no character.`)
  return JSON.stringify(word).replace(invisible, escapeCharacter)
}

/**
 * The words of a JSON form, ready to stand behind each other on one line or on several: joined by blanks they are
 * `["a", "b"]`.
 *
 * @example
 * ```ts
 * jsonPieces(['a', 'b'], 'CMD') // ['["a",', '"b"]']
 * ```
 * @throws GenDockerfileError `unrenderable-json` for half of a surrogate pair.
 */
export const jsonPieces = (words: readonly string[], keyword: string): readonly string[] => {
  const last = words.length - 1
  if (last < 0) return ['[]']
  return words.map((word, index) => `${index === 0 ? '[' : ''}${jsonWord(word, keyword)}${index === last ? ']' : ','}`)
}

/**
 * Refuses a text that begins an instruction without JSON but that BuildKit would read as JSON. A text such as
 * `[ -f x ] && y` is none.
 *
 * @throws GenDockerfileError `unrenderable-text`
 */
export const refuseJson = (text: string, keyword: string): void => {
  const start = trimStart(text)
  if (start.charCodeAt(0) !== 0x5b) return
  try {
    JSON.parse(start)
  } catch {
    return
  }
  refuse('text', `${keyword} would read ${show(text)} as a JSON array.`, 'Use the JSON form, or another first word.')
}
