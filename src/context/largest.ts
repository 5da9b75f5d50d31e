/** Keeps the largest of many, in bounded memory. */
export interface Largest<Item> {
  readonly add: (item: Item) => void
  /** The largest first; of equal ones the first that came. */
  readonly items: () => readonly Item[]
}

/**
 * Collects the `count` largest items of a stream.
 *
 * @example
 * ```ts
 * const largest = keepLargest(2, (size: number) => size)
 * for (const size of [1, 3, 2]) largest.add(size)
 * largest.items() // [3, 2]
 * ```
 */
export const keepLargest = <Item>(count: number, sizeOf: (item: Item) => number): Largest<Item> => {
  let kept: Item[] = []
  let least = -1
  const settle = (): void => {
    kept = kept.sort((left, right) => sizeOf(right) - sizeOf(left)).slice(0, count)
    const last = kept[count - 1]
    if (last !== undefined) least = sizeOf(last)
  }
  return {
    add: (item) => {
      if (count === 0 || sizeOf(item) <= least) return
      kept.push(item)
      if (kept.length > 2 * count + 100) settle()
    },
    items: () => {
      settle()
      return kept
    },
  }
}
