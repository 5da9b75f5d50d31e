import { entryKinds, type LayerListing } from './layer-listing.js'
import type { PathTable } from './path-table.js'

/** What the layers of an image come to, path by path: arrays by the numbers of its path table. */
export interface Stack {
  /** The layer that a file, directory or link of the finished image comes from, from 1; 0 for what is not there. */
  readonly layers: Int32Array
  readonly kinds: Uint8Array
  /** The bytes of the file in the finished image. */
  readonly sizes: Float64Array
  /** The digests of files, where they were asked for. */
  readonly contents: Float64Array
  /** How often a path is stored or deleted, over all layers. */
  readonly times: Int32Array
  /** The bytes of all times. */
  readonly stored: Float64Array
  /** The bytes of the time when they were fewest; a deletion has none. */
  readonly fewest: Float64Array
  readonly byLayer: readonly LayerSums[]
  /** What dive counts for paths of directories that were deleted. */
  readonly diveDirectories: ReadonlyMap<number, DiveCount>
  /** Whether files were hidden together with their directory: dive does not see that. */
  readonly swept: Uint8Array
}

/** The sums of one layer. */
export interface LayerSums {
  /** The sizes of its files. */
  readonly bytes: number
  readonly files: number
  /** Bytes of it that a later layer overwrites or deletes. */
  readonly hidden: number
}

/** What dive adds for the whiteouts of a directory. */
export interface DiveCount {
  readonly times: number
  readonly stored: number
  readonly fewest: number
}

/**
 * Lays the layers of an image one upon the other, the lowest first.
 *
 * The counts are those of dive: a path counts in each layer where nothing lies below it, with its size, and a whiteout counts
 * as a path of no size. What goes away with a directory (its whiteout, an opaque mark, a file in its place) counts as
 * deleted, file by file; dive takes the whiteout of a directory for a path with the size of all that was in it.
 *
 * @see https://github.com/wagoodman/dive/blob/main/dive/filetree/efficiency.go
 */
export const stackLayers = (table: PathTable, listings: readonly LayerListing[]): Stack => {
  const count = table.count()
  const layers = new Int32Array(count)
  const kinds = new Uint8Array(count)
  const sizes = new Float64Array(count)
  const times = new Int32Array(count)
  const stored = new Float64Array(count)
  const fewest = new Float64Array(count).fill(-1)
  const swept = new Uint8Array(count)
  const contents = new Float64Array(listings.some((each) => each.contents.length > 0) ? count : 0)
  const byLayer = listings.map(() => ({ bytes: 0, files: 0, hidden: 0 }))
  const diveDirectories = new Map<number, DiveCount>()
  /** The bytes that dive still sees: it does not know opaque marks. */
  const diveSizes = new Float64Array(count)
  /** The last layer in which something lies below a path, and the last one in which a path was taken. */
  const parentIn = new Int32Array(count)
  const takenIn = new Int32Array(count)

  const hide = (path: number): void => {
    const sums = byLayer[(layers[path] ?? 0) - 1]
    if (sums !== undefined) sums.hidden += sizes[path] ?? 0
    layers[path] = 0
    kinds[path] = 0
    sizes[path] = 0
  }

  /** Visits what lies below a path in any layer. */
  const below = (path: number, visit: (path: number) => void): void => {
    const waiting = [path]
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (let child = table.first(at); child >= 0; child = table.next(child)) {
        visit(child)
        if (table.first(child) >= 0) waiting.push(child)
      }
    }
  }

  const sweep = (path: number): void => {
    if (layers[path] === 0) return
    if (kinds[path] !== entryKinds.directory) swept[path] = 1
    hide(path)
  }

  const countPath = (path: number, size: number): void => {
    times[path] = (times[path] ?? 0) + 1
    stored[path] = (stored[path] ?? 0) + size
    const least = fewest[path] ?? -1
    if (least < 0 || size < least) fewest[path] = size
  }

  const countDive = (path: number, size: number): void => {
    const known = diveDirectories.get(path)
    diveDirectories.set(path, {
      times: (known?.times ?? 0) + 1,
      stored: (known?.stored ?? 0) + size,
      fewest: known === undefined ? size : Math.min(known.fewest, size),
    })
  }

  const deletePath = (path: number): void => {
    const isDirectory = kinds[path] === entryKinds.directory
    let bytes = 0
    below(path, (each) => {
      bytes += diveSizes[each] ?? 0
      diveSizes[each] = 0
      sweep(each)
    })
    diveSizes[path] = 0
    if (isDirectory) countDive(path, bytes)
    else countPath(path, 0)
    hide(path)
  }

  /** Whiteouts are about the layers below, wherever in their own layer they stand. */
  const applyDeletions = ({ count: entries, paths, kinds: kindsHere }: LayerListing): void => {
    for (let index = 0; index < entries; index++) {
      const path = paths[index] ?? 0
      const kind = kindsHere[index]
      if (kind === entryKinds.whiteout) deletePath(path)
      else if (kind === entryKinds.opaque) below(path, sweep)
    }
  }

  const markParents = ({ count: entries, paths, kinds: kindsHere }: LayerListing, layer: number): void => {
    for (let index = 0; index < entries; index++) {
      if (kindsHere[index] === entryKinds.opaque) continue
      for (let at = paths[index] ?? 0; at !== 0;) {
        at = table.parent(at)
        if (parentIn[at] === layer) break
        parentIn[at] = layer
      }
    }
  }

  const put = (listing: LayerListing, index: number, layer: number): void => {
    const path = listing.paths[index] ?? 0
    const kind = listing.kinds[index] ?? entryKinds.file
    const size = listing.sizes[index] ?? 0
    const sums = byLayer[layer - 1]
    if (sums !== undefined) {
      sums.bytes += size
      if (kind === entryKinds.file) sums.files++
    }
    if (takenIn[path] === layer) {
      // Twice in one archive: the last one is what is unpacked.
      if (sums !== undefined) sums.hidden += size
      return
    }
    takenIn[path] = layer
    const isLeaf = parentIn[path] !== layer
    if (isLeaf) countPath(path, size)
    if (kind !== entryKinds.directory && layers[path] !== 0 && kinds[path] === entryKinds.directory) below(path, sweep)
    if (!isLeaf && layers[path] !== 0 && kinds[path] !== entryKinds.directory) swept[path] = 1
    hide(path)
    layers[path] = layer
    kinds[path] = kind
    sizes[path] = size
    diveSizes[path] = size
    if (contents.length > 0) contents[path] = listing.contents[index] ?? 0
  }

  for (const [index, listing] of listings.entries()) {
    const layer = index + 1
    applyDeletions(listing)
    markParents(listing, layer)
    // From the end, where of two entries of one path the one is that counts.
    for (let entry = listing.count - 1; entry >= 0; entry--) {
      if ((listing.kinds[entry] ?? 0) < entryKinds.whiteout) put(listing, entry, layer)
    }
  }
  return { layers, kinds, sizes, contents, times, stored, fewest, byLayer, diveDirectories, swept }
}
