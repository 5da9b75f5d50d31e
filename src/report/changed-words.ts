/** Words without those that the other side has as well, each as often as it is there. */
export const without = (words: readonly string[], others: readonly string[]): readonly string[] => {
  if (words.length === 0 || others.length === 0) return words
  const left = new Map<string, number>()
  for (const word of others) left.set(word, (left.get(word) ?? 0) + 1)
  return words.filter((word) => {
    const count = left.get(word) ?? 0
    if (count > 0) left.set(word, count - 1)
    return count === 0
  })
}

/** The words of the lines that a diff adds or takes away; a backslash that only breaks a line is none. */
export const wordsOf = (lines: readonly string[], sign: '+' | '-'): readonly string[] =>
  lines
    .filter((line) => line.startsWith(sign))
    .flatMap((line) => line.slice(1).split(' '))
    .filter((word) => word !== '' && word !== '\\')
