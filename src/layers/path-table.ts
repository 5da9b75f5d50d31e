/**
 * Paths as numbers. A path is a name below another path, 0 is the root, and a parent's number is lower than those of what is
 * in it. A million paths take some 50 MB, in a few long arrays.
 */
export interface PathTable {
  /** How many paths there are, the root included. */
  readonly count: () => number
  /** The number of a name below a path; it gets one when it has none. */
  readonly child: (parent: number, bytes: Uint8Array, start: number, end: number) => number
  /** The number of the name that a path of another table has, below a path of this one; -1 where there is none. */
  readonly find: (parent: number, other: PathTable, path: number) => number
  readonly parent: (path: number) => number
  /** The first of what is in a path, or -1; the others by `next`. */
  readonly first: (path: number) => number
  readonly next: (path: number) => number
  /** The bytes of the last part of a path. */
  readonly name: (path: number) => Uint8Array
  /** All bytes of a path, with `/` between its parts. */
  readonly bytes: (path: number) => Buffer
}

const grown = <Numbers extends Int32Array | Uint8Array>(from: Numbers, to: Numbers): Numbers => {
  to.set(from)
  return to
}

/** Begins a table that holds only the root. */
export const createPathTable = (): PathTable => {
  let capacity = 1024
  let parents = new Int32Array(capacity)
  let firsts = new Int32Array(capacity).fill(-1)
  let nexts = new Int32Array(capacity).fill(-1)
  /** Where names begin; a name ends where the next begins. */
  let starts = new Int32Array(capacity + 1)
  let names = new Uint8Array(1 << 15)
  let used = 0
  let count = 1
  /** Open addressing; a slot holds a number, 0 is a free one. */
  let slots = new Int32Array(capacity * 2)

  const hashOf = (parent: number, bytes: Uint8Array, start: number, end: number): number => {
    let hash = (0x811c9dc5 ^ parent) >>> 0
    hash = Math.imul(hash, 0x01000193)
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
    hash ^= hash >>> 15
    hash = Math.imul(hash, 0x2c1b3c6d)
    return (hash ^ (hash >>> 13)) >>> 0
  }

  const isName = (path: number, bytes: Uint8Array, start: number, end: number): boolean => {
    const own = starts[path] ?? 0
    if ((starts[path + 1] ?? 0) - own !== end - start) return false
    for (let at = 0; at < end - start; at++) if (names[own + at] !== bytes[start + at]) return false
    return true
  }

  /** The slot of a name, or the free one where it belongs. */
  const slotOf = (parent: number, bytes: Uint8Array, start: number, end: number): number => {
    const mask = slots.length - 1
    let slot = hashOf(parent, bytes, start, end) & mask
    for (;;) {
      const path = slots[slot] ?? 0
      if (path === 0 || (parents[path] === parent && isName(path, bytes, start, end))) return slot
      slot = (slot + 1) & mask
    }
  }

  const grow = (): void => {
    capacity *= 2
    parents = grown(parents, new Int32Array(capacity))
    firsts = grown(firsts, new Int32Array(capacity).fill(-1))
    nexts = grown(nexts, new Int32Array(capacity).fill(-1))
    starts = grown(starts, new Int32Array(capacity + 1))
    slots = new Int32Array(capacity * 2)
    for (let path = 1; path < count; path++) {
      slots[slotOf(parents[path] ?? 0, names, starts[path] ?? 0, starts[path + 1] ?? 0)] = path
    }
  }

  const name = (path: number): Uint8Array => names.subarray(starts[path] ?? 0, starts[path + 1] ?? 0)

  return {
    count: () => count,
    child: (parent, bytes, start, end) => {
      let slot = slotOf(parent, bytes, start, end)
      const known = slots[slot] ?? 0
      if (known !== 0) return known
      if (count === capacity) {
        grow()
        slot = slotOf(parent, bytes, start, end)
      }
      const length = end - start
      while (used + length > names.length) names = grown(names, new Uint8Array(names.length * 2))
      for (let at = 0; at < length; at++) names[used + at] = bytes[start + at] ?? 0
      const path = count++
      used += length
      starts[path + 1] = used
      parents[path] = parent
      nexts[path] = firsts[parent] ?? -1
      firsts[parent] = path
      slots[slot] = path
      return path
    },
    find: (parent, other, path) => {
      const bytes = other.name(path)
      return slots[slotOf(parent, bytes, 0, bytes.length)] || -1
    },
    parent: (path) => parents[path] ?? 0,
    first: (path) => firsts[path] ?? -1,
    next: (path) => nexts[path] ?? -1,
    name,
    bytes: (path) => {
      const parts: Uint8Array[] = []
      for (let each = path; each !== 0; each = parents[each] ?? 0) parts.unshift(name(each))
      return Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from('/'), part])))
    },
  }
}
