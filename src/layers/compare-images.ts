import { keepLargest, type Largest } from '../context/largest.js'
import { nameOfBytes } from '../context/raw-name.js'
import { entryKinds } from './layer-listing.js'
import type { PathTable } from './path-table.js'
import type { SavedLayer } from './image-layers.js'
import type { Stack } from './stack.js'

/** An image on one side of a comparison. */
export interface ComparedImage {
  readonly table: PathTable
  readonly stack: Stack
  readonly layers: readonly SavedLayer[]
}

/** Files of one kind of difference. */
export interface Difference {
  readonly files: number
  /** The size of what was added or removed; of what changed the size that it has now. */
  readonly bytes: number
  /** The largest of them. */
  readonly largest: readonly DifferentFile[]
}

/** A file that is not the same in both images. */
export interface DifferentFile {
  readonly path: string
  /** Absent where it is not in that image. */
  readonly before?: number
  readonly after?: number
}

/** What is different in an image, seen from another. */
export interface Comparison {
  /** Layers that both have. */
  readonly shared: { readonly layers: number; readonly bytes: number }
  readonly added: Difference
  readonly removed: Difference
  readonly changed: Difference
}

interface Growing {
  files: number
  bytes: number
  readonly largest: Largest<{
    readonly path: number
    readonly of: PathTable
    readonly before?: number
    readonly after?: number
  }>
}

const begin = (top: number): Growing => ({
  files: 0,
  bytes: 0,
  largest: keepLargest(top, ({ before = 0, after = 0 }) => Math.max(before, after)),
})

const finish = ({ files, bytes, largest }: Growing): Difference => ({
  files,
  bytes,
  largest: largest.items().map(({ path, of, ...sizes }) => ({ path: nameOfBytes(of.bytes(path)), ...sizes })),
})

const isFile = ({ layers, kinds }: Stack, path: number): boolean =>
  layers[path] !== 0 && kinds[path] === entryKinds.file

/** For each path of one table its number in another, -1 where there is none. Parents have lower numbers. */
const translate = (from: PathTable, to: PathTable): Int32Array => {
  const found = new Int32Array(from.count()).fill(-1)
  found[0] = 0
  for (let path = 1; path < found.length; path++) {
    const parent = found[from.parent(path)] ?? -1
    if (parent >= 0) found[path] = to.find(parent, from, path)
  }
  return found
}

const sharedLayers = (before: ComparedImage, after: ComparedImage): Comparison['shared'] => {
  const known = new Set(before.layers.flatMap(({ diffId }) => diffId ?? []))
  const shared = after.layers.flatMap(({ diffId }, index) =>
    diffId !== undefined && known.has(diffId) ? [after.stack.byLayer[index]?.bytes ?? 0] : [],
  )
  return { layers: shared.length, bytes: shared.reduce((sum, each) => sum + each, 0) }
}

/** Compares what two finished images hold: files by their size and, where the size is the same, their content. */
export const compareImages = (before: ComparedImage, after: ComparedImage, top: number): Comparison => {
  const [added, removed, changed] = [begin(top), begin(top), begin(top)]
  const inAfter = translate(before.table, after.table)
  const seen = new Uint8Array(after.table.count())

  for (let path = 1; path < inAfter.length; path++) {
    if (!isFile(before.stack, path)) continue
    const size = before.stack.sizes[path] ?? 0
    const other = inAfter[path] ?? -1
    if (other < 0 || !isFile(after.stack, other)) {
      removed.files++
      removed.bytes += size
      removed.largest.add({ path, of: before.table, before: size })
      continue
    }
    seen[other] = 1
    const now = after.stack.sizes[other] ?? 0
    if (now === size && before.stack.contents[path] === after.stack.contents[other]) continue
    changed.files++
    changed.bytes += now
    changed.largest.add({ path, of: before.table, before: size, after: now })
  }
  for (let path = 1; path < after.table.count(); path++) {
    if (seen[path] === 1 || !isFile(after.stack, path)) continue
    const size = after.stack.sizes[path] ?? 0
    added.files++
    added.bytes += size
    added.largest.add({ path, of: after.table, after: size })
  }
  return {
    shared: sharedLayers(before, after),
    added: finish(added),
    removed: finish(removed),
    changed: finish(changed),
  }
}
