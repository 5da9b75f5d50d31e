import type { EscapeCharacter } from '../../model/document.js'
import type { InstructionKind, InstructionOf } from '../../model/instruction.js'
import { expandWord, expandWords, variablesIn, type ExpandedWord, type WordOptions } from '../../words/expand-word.js'

/** One check: BuildKit's message about an instruction, `undefined` when there is nothing to say. */
export type Check<Kind extends InstructionKind> = (
  instruction: InstructionOf<Kind>,
  words: WordReader,
) => string | undefined

/** The checks of each kind of instruction, in BuildKit's order: the first message counts. */
export type CheckTable = { readonly [Kind in InstructionKind]: readonly Check<Kind>[] }

/** Reads the words of a document without knowing the values of its variables. */
export interface WordReader {
  /** The value of a word that names no variable; `undefined` for others and for words that cannot be processed. */
  constant(word: string): string | undefined
  /** The words that a text which names no variable is split into. */
  constantWords(text: string): readonly string[] | undefined
  /** BuildKit's message about the first word that cannot be processed whatever the variables hold. */
  flaw(words: readonly string[]): string | undefined
  /** The same for one word. */
  wordFlaw(word: string): string | undefined
  /** The same for the text of a heredoc. */
  textFlaw(text: string): string | undefined
}

const heredocOptions: WordOptions = { ignoreQuotes: true }
const anything = (): string => 'x'
const messageOf = (result: ExpandedWord): string | undefined => ('error' in result ? result.error : undefined)

const isOneWord = /^[\w./:-]+$/
const isPlain = /^[^"'$\\`\ufeff]*$/

/**
 * Words with nothing but plain variables and closed quotes, which cannot have a flaw: nearly all. A name is taken whole: could
 * it be split, a word of many variables would be read in all the ways to split them.
 */
const isSound =
  /^(?:[^"'$\\`\ufeff]|\$\w+(?!\w)|\$\{[A-Za-z_]\w*\}|"(?:[^"$\\`]|\$\w+(?!\w)|\$\{[A-Za-z_]\w*\})*"|'[^']*')*$/

/** Of a longer word a pattern with alternatives would keep too much in mind. */
const isShort = (word: string): boolean => word.length < 10_000

const flawOf = (word: string, escape: EscapeCharacter): string | undefined =>
  isPlain.test(word) || (isShort(word) && isSound.test(word))
    ? undefined
    : messageOf(expandWord(word, anything, escape))

const makeWordReader = (escape: EscapeCharacter): WordReader => ({
  constant: (word) => {
    if (isPlain.test(word)) return word
    if (variablesIn(word, escape).length > 0) return undefined
    const result = expandWord(word, anything, escape)
    return 'error' in result ? undefined : result.value
  },
  constantWords: (text) => {
    if (isOneWord.test(text)) return [text]
    if (variablesIn(text, escape).length > 0) return undefined
    const result = expandWords(text, anything, escape)
    return 'error' in result ? undefined : result.words
  },
  flaw: (words) => {
    for (const word of words) {
      const message = flawOf(word, escape)
      if (message !== undefined) return message
    }
    return undefined
  },
  wordFlaw: (word) => flawOf(word, escape),
  textFlaw: (text) => (text.includes('$') ? messageOf(expandWord(text, anything, '\\', heredocOptions)) : undefined),
})

const readers: Readonly<Record<EscapeCharacter, WordReader>> = { '\\': makeWordReader('\\'), '`': makeWordReader('`') }

/** The reader of the words of documents with this escape character. */
export const wordReader = (escape: EscapeCharacter): WordReader => readers[escape]
