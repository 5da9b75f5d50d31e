import type { Answer } from './looks.js'
import type { Seen } from './seen.js'

/** An answer of the disk, and what is noted of it. */
export interface KnownAnswer {
  readonly seen: Seen
  readonly answer: Answer
}

/**
 * What a thread was told by the disk for a batch and needs again for the next: the lists of the folders above, and the libraries that
 * services of both are made of. It is for one run, within which nothing is asked twice that no journal has to find out.
 */
export interface Memory {
  readonly get: (key: string) => KnownAnswer | undefined
  readonly set: (key: string, known: KnownAnswer) => void
  readonly forget: (key: string) => void
}

/** There are two generations of so many answers: more than the libraries of some batches, in little memory. */
const most = 4000

/** Of longer texts there are too many for the memory; mostly they belong to one service alone. */
const longest = 8 * 1024

const isSmall = (answer: Answer): boolean =>
  typeof answer !== 'object' || !('text' in answer) || answer.text.length <= longest

/** An empty memory. When there is too much in it, it forgets what was not asked for in a long while. */
export const openMemory = (): Memory => {
  let young = new Map<string, KnownAnswer>()
  let old: typeof young = new Map()
  const set = (key: string, known: KnownAnswer): void => {
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    young.set(key, known)
  }
  return {
    get: (key) => {
      const found = young.get(key)
      if (found !== undefined) return found
      const known = old.get(key)
      if (known !== undefined) set(key, known)
      return known
    },
    set: (key, known) => {
      if (isSmall(known.answer)) set(key, known)
    },
    forget: (key) => {
      young.delete(key)
      old.delete(key)
    },
  }
}
