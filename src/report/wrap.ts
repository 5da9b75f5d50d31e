/**
 * The lines of a paragraph, none longer than `width` characters unless one word is.
 *
 * @example
 * ```ts
 * wrap('one two three', 8) // ['one two', 'three']
 * ```
 */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
