import type { EscapeCharacter } from '../model/document.js'
import { isSpace } from './blanks.js'
import { refuse, show } from './unrenderable.js'

const blank = /[\t\v\f\r \n]/

/**
 * Checks a word of an instruction that Docker splits at blanks, without quotes or escapes: FROM, COPY, EXPOSE.
 *
 * @throws GenDockerfileError `unrenderable-word`
 */
export const checkWord = (word: string, keyword: string): string => {
  if (word !== '' && !blank.test(word)) return word
  return refuse(
    'word',
    `${keyword} cannot hold the word ${show(word)}: Docker splits the line at blanks.`,
    /^(?:COPY|ADD|VOLUME)$/.test(keyword) && !word.includes('\n') ? 'Use the JSON form (`json: true`).' : undefined,
  )
}

interface WordEnd {
  readonly end: number
  /** Whether a quote is still open at the end. */
  readonly open: boolean
}

/** Where the first word of a text ends for ENV, LABEL and ARG: quotes and escapes keep blanks inside it. */
const endOfWord = (text: string, escape: EscapeCharacter): WordEnd => {
  let quote = ''
  let index = 0
  for (; index < text.length; index++) {
    const character = text.charAt(index)
    if (quote === '') {
      if (isSpace(text.charCodeAt(index))) break
      if (character === '"' || character === "'") quote = character
    } else if (character === quote) quote = ''
    if (character !== escape || quote === "'") continue
    if (index + 1 === text.length) return { end: index, open: quote !== '' }
    index++
  }
  return { end: Math.min(index, text.length), open: quote !== '' }
}

const plain = /^[\w.:/@%+,=~$-]+$/

/**
 * Checks that Docker reads a text as one word of ENV, LABEL or ARG. An open quote is kept at the end of the line, where
 * it is Docker's to complain about.
 *
 * @throws GenDockerfileError `unrenderable-word`
 */
export const checkQuotedWord = (word: string, escape: EscapeCharacter, last: boolean, keyword: string): string => {
  if (plain.test(word)) return word
  if (word !== '' && !word.includes('\n')) {
    const { end, open } = endOfWord(word, escape)
    if (end === word.length && (last || !open)) return word
  }
  return refuse(
    'word',
    `${keyword} cannot hold ${show(word)} as one word: a blank, a quote or the escape character in it is not escaped.`,
    'Put the value in double quotes, with the escape character in front of quotes inside.',
  )
}

/** Whether the first word of a text, as ENV and LABEL split it, holds `=`, so that they read `NAME=value`. */
export const beginsWithPair = (text: string, escape: EscapeCharacter): boolean =>
  text.slice(0, endOfWord(text, escape).end).includes('=')
