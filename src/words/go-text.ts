// What Go's strings and strconv packages do where JavaScript's own functions differ: BuildKit's messages and words
// come from them.

// oxlint-disable-next-line no-control-regex -- the whole of ASCII is meant
const ascii = /^[\u0000-\u007f]*$/

/** Whether a text holds nothing but ASCII, so that its bytes and its code units are the same. */
export const isAscii = (text: string): boolean => ascii.test(text)

/**
 * Lower case, one character at a time: Go knows no final sigma and makes `İ` a plain `i`.
 *
 * @example
 * ```ts
 * goLowerCase('COPY') // 'copy'
 * ```
 */
export const goLowerCase = (text: string): string => {
  if (isAscii(text)) return text.toLowerCase()
  let lower = ''
  for (const character of text) lower += character === '\u0130' ? 'i' : character.toLowerCase()
  return lower
}

/**
 * Upper case, one character at a time: Go leaves characters alone whose upper case is several characters.
 *
 * @example
 * ```ts
 * goUpperCase('cmd') // 'CMD'
 * ```
 */
export const goUpperCase = (text: string): string => {
  if (isAscii(text)) return text.toUpperCase()
  let upper = ''
  for (const character of text) {
    const mapped = character.toUpperCase()
    upper += [...mapped].length === 1 ? mapped : character
  }
  return upper
}

/** The length in bytes of a text as UTF-8. */
export const utf8Length = (text: string): number => {
  let length = text.length
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) continue
    if (code < 0x800) length += 1
    else if (code >= 0xd800 && code < 0xdc00 && isLowSurrogate(text.charCodeAt(index + 1))) {
      length += 2
      index++
    } else length += 2
  }
  return length
}

const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code < 0xe000

/** The UTF-8 bytes of a text, each as one character from U+0000 to U+00FF. */
export const toBytes = (text: string): string => {
  if (isAscii(text)) return text
  const chunks: string[] = []
  const bytes = new TextEncoder().encode(text)
  for (let index = 0; index < bytes.length; index += 8192) {
    chunks.push(String.fromCharCode(...bytes.subarray(index, index + 8192)))
  }
  return chunks.join('')
}

const continuation = '[\\u0080-\\u00bf]'
const sequence = new RegExp(
  [
    `[\\u00c2-\\u00df]${continuation}`,
    `\\u00e0[\\u00a0-\\u00bf]${continuation}`,
    `[\\u00e1-\\u00ec\\u00ee\\u00ef]${continuation}{2}`,
    `\\u00ed[\\u0080-\\u009f]${continuation}`,
    `\\u00f0[\\u0090-\\u00bf]${continuation}{2}`,
    `[\\u00f1-\\u00f3]${continuation}{3}`,
    `\\u00f4[\\u0080-\\u008f]${continuation}{2}`,
    '[\\u0080-\\u00ff]',
  ].join('|'),
  'g',
)

/** The text of which {@link toBytes} gave the bytes; each byte that belongs to no character becomes U+FFFD, as in Go. */
export const fromBytes = (bytes: string): string =>
  isAscii(bytes)
    ? bytes
    : bytes.replace(sequence, (found) => {
        const first = found.charCodeAt(0)
        const tail = (index: number): number => found.charCodeAt(index) & 0x3f
        if (found.length === 2) return String.fromCodePoint(((first & 0x1f) << 6) | tail(1))
        if (found.length === 3) return String.fromCodePoint(((first & 0x0f) << 12) | (tail(1) << 6) | tail(2))
        if (found.length === 4) {
          return String.fromCodePoint(((first & 0x07) << 18) | (tail(1) << 12) | (tail(2) << 6) | tail(3))
        }
        return '\ufffd'
      })

/** The text with each half of a surrogate pair that stands alone replaced by U+FFFD, as a UTF-8 file would have it. */
export const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\ufffd') : text

const simpleEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '"': '\\"',
  '\\': '\\\\',
}

/**
 * Go's `%q`: the text in double quotes.
 *
 * @example
 * ```ts
 * goQuote('a"b') // '"a\\"b"'
 * ```
 */
export const goQuote = (text: string): string => {
  const body = text.replace(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, (character) => {
    const simple = simpleEscapes[character]
    if (simple !== undefined) return simple
    const code = character.codePointAt(0) ?? 0
    if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`
    return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
  })
  return `"${body}"`
}
