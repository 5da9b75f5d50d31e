import type { PathTable } from './path-table.js'

const slash = 0x2f
const dot = 0x2e

const isDots = (bytes: Uint8Array, start: number, end: number, count: number): boolean => {
  if (end - start !== count) return false
  for (let at = start; at < end; at++) if (bytes[at] !== dot) return false
  return true
}

/**
 * Gives the paths of an archive their numbers: `./`, a leading and a double `/` mean nothing, `..` goes up. -1 for a path that
 * leads out of the root.
 *
 * @example
 * ```ts
 * const intern = pathInterner(table)
 * intern(Buffer.from('./usr//bin/')) === intern(Buffer.from('/usr/bin')) // true
 * ```
 */
export const pathInterner = (table: PathTable): ((bytes: Uint8Array) => number) => {
  /** What is in one directory comes together: that of the path before is remembered, with its last `/`. */
  let lastPrefix: Uint8Array = Buffer.alloc(0)
  let lastDirectory = 0

  const startsWithLast = (bytes: Uint8Array): boolean => {
    const { length } = lastPrefix
    if (length === 0 || bytes.length <= length) return false
    for (let at = length - 1; at >= 0; at--) if (bytes[at] !== lastPrefix[at]) return false
    return true
  }

  return (bytes) => {
    const isKnown = startsWithLast(bytes)
    let path = isKnown ? lastDirectory : 0
    let start = isKnown ? lastPrefix.length : 0
    let before = path
    while (start < bytes.length) {
      let end = start
      while (end < bytes.length && bytes[end] !== slash) end++
      if (isDots(bytes, start, end, 2)) {
        if (path === 0) return -1
        path = table.parent(path)
      } else if (end > start && !isDots(bytes, start, end, 1)) {
        before = path
        path = table.child(path, bytes, start, end)
        if (end === bytes.length && start > 0 && !isKnown) {
          lastPrefix = Uint8Array.prototype.slice.call(bytes, 0, start)
          lastDirectory = before
        }
      }
      start = end + 1
    }
    return path
  }
}
