import type { DirectorySummary, SummarisedFile } from '../context/directory-summary.js'
import { keepLargest } from '../context/largest.js'
import { nameOfBytes } from '../context/raw-name.js'
import { entryKinds } from './layer-listing.js'
import type { PathTable } from './path-table.js'
import type { Stack } from './stack.js'

/** A file of the finished image. */
export interface ImageFile {
  readonly path: string
  readonly bytes: number
  /** The layer that it comes from, from 1. */
  readonly layer: number
}

/** Where the bytes of the finished image are. */
export interface FileSummary {
  readonly root: DirectorySummary
  readonly largest: readonly ImageFile[]
}

const isFile = ({ layers, kinds }: Stack, path: number): boolean =>
  layers[path] !== 0 && kinds[path] === entryKinds.file

/** Directories that are not among so many largest ones are told only as a part of those that they lie in. */
const mostDirectories = 20_000

/**
 * Sums up the finished image, directory by directory.
 *
 * @param top how many of the largest files are told
 * @param filesEach how many files of each directory are told
 */
export const summariseFiles = (table: PathTable, stack: Stack, top: number, filesEach: number): FileSummary => {
  const count = table.count()
  const bytes = new Float64Array(count)
  const files = new Int32Array(count)
  const largest = keepLargest<{ readonly path: number; readonly bytes: number }>(top, (each) => each.bytes)
  // Parents have lower numbers.
  for (let path = count - 1; path > 0; path--) {
    if (isFile(stack, path)) {
      const size = stack.sizes[path] ?? 0
      bytes[path] = (bytes[path] ?? 0) + size
      files[path] = (files[path] ?? 0) + 1
      largest.add({ path, bytes: size })
    }
    const parent = table.parent(path)
    bytes[parent] = (bytes[parent] ?? 0) + (bytes[path] ?? 0)
    files[parent] = (files[parent] ?? 0) + (files[path] ?? 0)
  }

  const directories = Array.from({ length: count }, (_, path) => path).filter(
    (path) => (files[path] ?? 0) > 0 && !(isFile(stack, path) && table.first(path) < 0),
  )
  const least =
    directories.length <= mostDirectories
      ? -1
      : (directories.map((path) => bytes[path] ?? 0).sort((left, right) => right - left)[mostDirectories] ?? -1)

  const describe = (path: number, own: string): DirectorySummary => {
    const inner: DirectorySummary[] = []
    const kept = keepLargest<SummarisedFile>(filesEach, (each) => each.bytes)
    for (let child = table.first(path); child >= 0; child = table.next(child)) {
      if ((files[child] ?? 0) === 0) continue
      const name = nameOfBytes(table.name(child))
      if (isFile(stack, child)) kept.add({ name, bytes: stack.sizes[child] ?? 0 })
      else if ((bytes[child] ?? 0) > least) inner.push(describe(child, own === '' ? name : `${own}/${name}`))
    }
    inner.sort((left, right) => (left.path < right.path ? -1 : 1))
    return { path: own, files: files[path] ?? 0, bytes: bytes[path] ?? 0, directories: inner, largest: kept.items() }
  }

  return {
    root: describe(0, ''),
    largest: largest.items().map((each) => ({
      path: nameOfBytes(table.bytes(each.path)),
      bytes: each.bytes,
      layer: stack.layers[each.path] ?? 0,
    })),
  }
}
