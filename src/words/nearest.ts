/** How many letters must be added, dropped, changed or swapped with their neighbour to make one word of the other. */
const distance = (left: string, right: string): number => {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let line = 1; line <= left.length; line++) {
    const next = [line]
    for (let column = 1; column <= right.length; column++) {
      const change = left[line - 1] === right[column - 1] ? 0 : 1
      const swapped = left[line - 1] === right[column - 2] && left[line - 2] === right[column - 1]
      next.push(
        Math.min(
          (next[column - 1] ?? 0) + 1,
          (row[column] ?? 0) + 1,
          (row[column - 1] ?? 0) + change,
          swapped ? (before[column - 2] ?? line) + 1 : line + column,
        ),
      )
    }
    ;[before, row] = [row, next]
  }
  return row[right.length] ?? 0
}

/**
 * The name that was probably meant: the nearest, where no more than a third of it differs.
 *
 * @example
 * ```ts
 * nearest('biuld', ['build', 'test']) // 'build'
 * nearest('x', ['build']) // undefined
 * ```
 */
export const nearest = (name: string, candidates: Iterable<string>): string | undefined => {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= least) continue
    const found = distance(name.toLowerCase(), candidate.toLowerCase())
    if (found < least && candidate !== name) [best, least] = [candidate, found]
  }
  return best
}
