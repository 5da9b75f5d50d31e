import { goLowerCase, goUpperCase } from '../words/go-text.js'

const furthest = 2

const distance = (left: readonly string[], right: readonly string[]): number => {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of left.entries()) {
    const next = [index + 1]
    for (const [column, other] of right.entries()) {
      const above = row[column + 1] ?? 0
      const diagonal = row[column] ?? 0
      next.push(Math.min(above + 1, (next[column] ?? 0) + 1, diagonal + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row[right.length] ?? 0
}

const inCaseOf = (word: string, model: string): string => {
  if (model === goLowerCase(model)) return word.toLowerCase()
  return model === goUpperCase(model) ? word.toUpperCase() : word
}

/**
 * BuildKit's ` (did you mean FROM?)`, or nothing when no option is near. Of equally near options the first is taken,
 * where BuildKit takes any.
 *
 * @example
 * ```ts
 * suggestionFor('FORM', ['FROM', 'RUN'], false) // ' (did you mean FROM?)'
 * ```
 */
export const suggestionFor = (word: string, options: readonly string[], caseSensitive = true): string => {
  if (word.length > 40) return ''
  const value = caseSensitive ? word : goLowerCase(word)
  let nearest: string | undefined
  let least = furthest + 1
  for (const each of options) {
    const option = caseSensitive ? each : each.toLowerCase()
    if (value === option) return ''
    const far = distance([...value], [...option])
    if (far >= least) continue
    nearest = caseSensitive ? option : inCaseOf(option, word)
    least = far
  }
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`
}
