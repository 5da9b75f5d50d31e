import type { Heredoc } from '../model/heredoc.js'
import { countOf } from './characters.js'
import { expandWords } from './expand-word.js'

/** A heredoc as its word announces it, before its content is read. */
export type HeredocStart = Omit<Heredoc, 'content'>

const heredocPattern = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/
// BuildKit's number is an unsigned 64-bit one and saturates.
const largestDescriptor = 2 ** 64
const unset = (): undefined => undefined
const quotesIn = (text: string): number => countOf(text, "'") + countOf(text, '"')

/**
 * The heredoc that a word announces; `undefined` when it is another word, an error text when its quotes make no sense.
 *
 * @example
 * ```ts
 * parseHeredocWord('<<-"EOF"') // { name: 'EOF', expand: false, chomp: true, fd: 0 }
 * ```
 */
export const parseHeredocWord = (word: string): HeredocStart | { readonly error: string } | undefined => {
  const match = heredocPattern.exec(word)
  const rest = match?.[3]
  if (!match || !rest) return undefined
  const plain = expandWords(rest, unset, '\\', { keepUnset: true })
  if ('error' in plain) return plain
  const [name, ...others] = plain.words
  if (name === undefined || others.length > 0) return undefined
  const raw = expandWords(rest, unset, '\\', { keepUnset: true, rawQuotes: true })
  if ('error' in raw) return raw
  const [rawName, ...otherRaws] = raw.words
  if (rawName === undefined || otherRaws.length > 0) {
    return { error: `internal lexing of heredoc produced inconsistent results: ${rest}` }
  }
  // Where quotes disappear, the word was quoted, and the content is not expanded.
  return {
    name,
    expand: quotesIn(name) === quotesIn(rawName),
    chomp: match[2] === '-',
    fd: Math.min(Number(match[1]), largestDescriptor),
  }
}

/**
 * The heredocs that a line announces, in order. BuildKit takes a line whose quotes do not match as one without any,
 * and uses `\` for escapes whatever the file's escape character.
 */
export const heredocsOfLine = (line: string): readonly HeredocStart[] | { readonly error: string } => {
  const split = expandWords(line, unset, '\\', { keepUnset: true, rawQuotes: true, rawEscapes: true })
  if ('error' in split) return []
  const heredocs: HeredocStart[] = []
  for (const word of split.words) {
    if (!word.includes('<<')) continue
    const heredoc = parseHeredocWord(word)
    if (heredoc === undefined) continue
    if ('error' in heredoc) return heredoc
    heredocs.push(heredoc)
  }
  return heredocs
}

/**
 * A heredoc's content as the image gets it: without leading tabs when it was announced with `<<-`.
 *
 * @example
 * ```ts
 * heredocText({ name: 'EOF', content: '\ta\n', expand: true, chomp: true, fd: 0 }) // 'a\n'
 * ```
 */
export const heredocText = (heredoc: Heredoc): string =>
  heredoc.chomp ? heredoc.content.replace(/(^|\n)\t+/g, '$1') : heredoc.content
