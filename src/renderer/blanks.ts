/**
 * Whether a code unit is white space for BuildKit (Go's `unicode.IsSpace`), which trims with it. It differs from
 * JavaScript's: U+0085 is one, U+FEFF is none.
 */
export const isSpace = (code: number): boolean => {
  if (code < 0x80) return code === 0x20 || (code >= 9 && code <= 13)
  if (code < 0x1680) return code === 0x85 || code === 0xa0
  if (code >= 0x2000 && code <= 0x200a) return true
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}

/** The index of the first character that is not white space; the length when there is none. */
export const firstInk = (text: string): number => {
  let index = 0
  while (index < text.length && isSpace(text.charCodeAt(index))) index++
  return index
}

/** The text without white space at its end. */
export const trimEnd = (text: string): string => {
  let end = text.length
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end--
  return end === text.length ? text : text.slice(0, end)
}

/** The text without white space at its start. */
export const trimStart = (text: string): string => {
  const start = firstInk(text)
  return start === 0 ? text : text.slice(start)
}

/**
 * Whether a piece of an instruction may not begin a continuation line: BuildKit would drop it as a comment (`#…`) or
 * as an empty line.
 */
export const cannotBeginLine = (piece: string): boolean => {
  const first = piece.charCodeAt(0)
  if (first !== 0x23 && !isSpace(first) && piece !== '') return false
  const index = firstInk(piece)
  return index === piece.length || piece.charCodeAt(index) === 0x23
}
