import type { SourceFile } from '../source-file.js'

/** A service of a run, and its place among all. */
export interface Placed {
  readonly source: SourceFile
  readonly place: number
}

/** Services that one thread makes one after the other, in the order of all. */
export interface Batch {
  readonly number: number
  readonly services: readonly Placed[]
}

/** Services of one batch share what was read of their neighbours; more than this are too long a wait at the end. */
const largest = 250

/** So many batches for each thread, since not all take the same time. */
const batchesEach = 6

/** Services in batches, which are numbered from `first` on. */
export const batchesOf = (services: readonly Placed[], threads: number, first: number): readonly Batch[] => {
  const size = Math.max(1, Math.min(largest, Math.ceil(services.length / (threads * batchesEach))))
  return Array.from({ length: Math.ceil(services.length / size) }, (_, index) => ({
    number: first + index,
    services: services.slice(index * size, (index + 1) * size),
  }))
}
