import type { EscapeCharacter } from '../model/document.js'
import { isSpace, skipSpace } from '../words/characters.js'
import { fromBytes, isAscii, toBytes } from '../words/go-text.js'

/** The flags in front of an instruction's arguments, and the arguments. */
export interface FlaggedText {
  readonly flags: readonly string[]
  readonly rest: string
}

const isQuote = (code: number): boolean => code === 0x22 || code === 0x27
const startsFlag = (text: string, index: number): boolean => text.startsWith('--', index)

/**
 * Takes the flags off: `--from=build a b` has the flag `--from=build` and the rest `a b`. Quotes and escapes of a flag
 * are resolved. BuildKit reads this part byte by byte, so a flag's letters outside ASCII come out as their bytes
 * (`é` as `Ã©`), and its byte 0xA0 or 0x85 ends a flag.
 *
 * @example
 * ```ts
 * splitBuilderFlags('--chown="1:1" a b', '\\') // { flags: ['--chown=1:1'], rest: 'a b' }
 * ```
 */
export const splitBuilderFlags = (text: string, escape: EscapeCharacter): FlaggedText => {
  const start = skipSpace(text)
  if (!startsFlag(text, start)) return { flags: [], rest: start === 0 ? text : text.slice(start) }
  if (isAscii(text)) return scanFlags(text, escape.charCodeAt(0))
  const { flags, rest } = scanFlags(toBytes(text), escape.charCodeAt(0))
  return { flags, rest: fromBytes(rest) }
}

/** One flag: its value with quotes and escapes resolved, and the index behind it. */
const readFlag = (bytes: string, start: number, escape: number): { word: string; quoted: boolean; end: number } => {
  let word = ''
  let quoted = false
  let quote = 0
  let index = start
  for (; index < bytes.length; index++) {
    const code = bytes.charCodeAt(index)
    if (quote === 0 && isSpace(code)) break
    if (quote === 0 ? isQuote(code) : code === quote) {
      quote = quote === 0 ? code : 0
      quoted = true
      continue
    }
    if (code !== escape) word += bytes[index] ?? ''
    else if (index + 1 < bytes.length) word += bytes[++index] ?? ''
    else quote = 0
  }
  return { word, quoted, end: index }
}

const scanFlags = (bytes: string, escape: number): FlaggedText => {
  const flags: string[] = []
  let index = 0
  for (;;) {
    index = skipSpace(bytes, index)
    if (index >= bytes.length) return { flags, rest: '' }
    if (!startsFlag(bytes, index)) return { flags, rest: bytes.slice(index) }
    const { word, quoted, end } = readFlag(bytes, index, escape)
    if (word === '--') return { flags, rest: bytes.slice(end) }
    if (quoted || word !== '') flags.push(word)
    index = end
  }
}
