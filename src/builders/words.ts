import type { EscapeCharacter } from '../model/document.js'
import { isLiteral, type Text } from './literal.js'
import { checkFilled, checkText, refuse, show } from './refuse.js'

interface Piece {
  readonly kind: 'text' | 'reference'
  readonly text: string
}

const reference = /\$(?:[A-Za-z_]\w*|\{)/g

/**
 * Splits a value into text and references. `$NAME` and `${…}` are references as in a Dockerfile; any other `$` is
 * text.
 */
const piecesOf = (value: Text, what: string): readonly Piece[] => {
  if (isLiteral(value)) return [{ kind: 'text', text: value.text }]
  const text = checkText(value, what)
  const pieces: Piece[] = []
  let done = 0
  reference.lastIndex = 0
  for (let match = reference.exec(text); match; match = reference.exec(text)) {
    const end = match[0] === '${' ? endOfBraces(text, match.index, what) : reference.lastIndex
    if (match.index > done) pieces.push({ kind: 'text', text: text.slice(done, match.index) })
    pieces.push({ kind: 'reference', text: text.slice(match.index, end) })
    done = end
    reference.lastIndex = end
  }
  if (done < text.length) pieces.push({ kind: 'text', text: text.slice(done) })
  return pieces.map((piece, index) => bracedBeforeLetter(piece, pieces[index + 1]))
}

/** Docker's names go on over letters of any script, so `$NAME` before one needs braces. */
const bracedBeforeLetter = (piece: Piece, next: Piece | undefined): Piece =>
  piece.kind === 'reference' && piece.text[1] !== '{' && next?.kind === 'text' && /^[\p{L}\p{Nd}]/u.test(next.text)
    ? { kind: 'reference', text: `\${${piece.text.slice(1)}}` }
    : piece

/** Refuses a value that is empty or blank. */
export const checkFilledText = (value: unknown, what: string): Text => {
  if (!isLiteral(value)) return checkFilled(value, what)
  checkFilled(value.text, what)
  return value
}

const bracesContent = /^\$\{[A-Za-z_]\w*(?:(?::?[-+?]|##?|%%?|\/\/?)[^'"\\`\n\r]*)?\}$/

const endOfBraces = (text: string, start: number, what: string): number => {
  let depth = 0
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '{' && text[at - 1] === '$') depth++
    if (text[at] !== '}' || --depth > 0) continue
    if (bracesContent.test(text.slice(start, at + 1))) return at + 1
    break
  }
  return refuse(
    'invalid-reference',
    `${what} ${show(text)} holds a \`\${\` that is not a reference Docker can read.`,
    "Write `${NAME}` or `${NAME:-default}` (no quotes or backslashes inside), or `literal('…')` to keep the dollar sign.",
  )
}

/** What most values are: they stand as they are. */
const plainValue = /^[\w./:@%+,~*?=!^-]+$/

/**
 * The value as a word that Docker expands back to exactly this value: `$`, quotes and the escape character are escaped.
 * For words of a JSON array and for words without blanks.
 */
export const encodeWord = (value: Text, escape: EscapeCharacter, what: string): string => {
  if (typeof value === 'string' && plainValue.test(value)) return value
  const special = escape === '\\' ? /[\\'"$]/g : /[`'"$]/g
  let word = ''
  for (const piece of piecesOf(value, what)) {
    word += piece.kind === 'reference' ? piece.text : piece.text.replaceAll(special, `${escape}$&`)
  }
  // BuildKit's word scanner drops a byte order mark at the start.
  return word.startsWith('\ufeff') ? `${escape}${word}` : word
}

const quotedSpecial = { '\\': /[\\"$]/g, '`': /[`"$]/g } as const

/**
 * The value for `NAME=value` and for instructions that read to the end of the line: as it stands where that is safe,
 * else in double quotes.
 */
export const encodeValue = (value: Text, escape: EscapeCharacter, what: string): string => {
  if (typeof value === 'string' && plainValue.test(value)) return value
  const pieces = piecesOf(value, what)
  const text = pieces.map((piece) => piece.text).join('')
  if (/[\n\r]/.test(text)) {
    refuse(
      'line-break-in-value',
      `${what} ${show(text)} holds a line break, which a Dockerfile cannot express there.`,
      'Put the text into a file with `copy(heredoc(…), …)`, or set it when the program starts.',
    )
  }
  const isPlain = (piece: Piece) =>
    piece.kind === 'text' ? plainValue.test(piece.text) : /^[\w$:{}./-]+$/.test(piece.text)
  if (pieces.length > 0 && pieces.every(isPlain)) return text
  const special = quotedSpecial[escape]
  const quoted = pieces.map((piece) =>
    piece.kind === 'reference' ? piece.text : piece.text.replaceAll(special, `${escape}$&`),
  )
  return `"${quoted.join('')}"`
}

/** Whether a word of COPY, ADD or VOLUME can stand without JSON. */
export const isPlainWord = (word: string): boolean => /^[\p{L}\p{N}_./:@%+,~*?$={}!^[\]-]+$/u.test(word)
