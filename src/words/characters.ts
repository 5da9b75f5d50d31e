/**
 * Whether a UTF-16 code unit is white space for BuildKit: Go's `unicode.IsSpace`. JavaScript's `\s` differs at U+0085
 * (not a space there) and U+FEFF (a space there).
 *
 * @example
 * ```ts
 * isSpace(0x20) // true
 * ```
 */
export const isSpace = (code: number): boolean =>
  code <= 0x20
    ? code === 0x20 || (code >= 9 && code <= 13)
    : code === 0x85 ||
      code === 0xa0 ||
      (code >= 0x1680 &&
        (code === 0x1680 ||
          (code >= 0x2000 && code <= 0x200a) ||
          code === 0x2028 ||
          code === 0x2029 ||
          code === 0x202f ||
          code === 0x205f ||
          code === 0x3000))

/** Whether a UTF-16 code unit separates the words of an instruction line: tab, vertical tab, form feed, CR, blank. */
export const isBlank = (code: number): boolean =>
  code === 0x20 || code === 9 || code === 11 || code === 12 || code === 13

/** The first index from `from` that is not white space; `text.length` when there is none. */
export const skipSpace = (text: string, from = 0): number => {
  let index = from
  while (index < text.length && isSpace(text.charCodeAt(index))) index++
  return index
}

/** The index behind the last character that is not white space; `from` when there is none behind it. */
export const trimmedEnd = (text: string, from = 0): number => {
  let end = text.length
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--
  return end
}

/**
 * Go's `strings.TrimSpace`.
 *
 * @example
 * ```ts
 * trimSpace(' a ') // 'a'
 * ```
 */
export const trimSpace = (text: string): string => {
  const start = skipSpace(text)
  const end = trimmedEnd(text, start)
  return end - start === text.length ? text : text.slice(start, end)
}

/** The index where the line ending (`\n`, `\r\n`, or more carriage returns) of a line begins. */
export const lineEnd = (line: string): number => {
  let end = line.length
  while (end > 0) {
    const code = line.charCodeAt(end - 1)
    if (code !== 10 && code !== 13) break
    end--
  }
  return end
}

/** The number of times that `character` stands in `text`. */
export const countOf = (text: string, character: string): number => text.split(character).length - 1
