import { createHash, type Hash } from 'node:crypto'
import { nameOfBytes, shownPath } from '../context/raw-name.js'
import { pathInterner } from './intern-path.js'
import type { PathTable } from './path-table.js'
import type { TarEntry, TarVisitor } from './tar-scanner.js'

/** What an entry of a layer does to the path that it names. */
export const entryKinds = { file: 0, directory: 1, other: 2, whiteout: 3, opaque: 4 } as const

/** The entries of a layer, in its order, in a few long arrays. */
export interface LayerListing {
  readonly count: number
  /** Numbers of the image's path table. A whiteout names the path that it deletes, an opaque mark its directory. */
  readonly paths: Int32Array
  readonly kinds: Uint8Array
  readonly sizes: Float64Array
  /** 48 bits of a digest of each file's content; empty where nobody asked. */
  readonly contents: Float64Array
  /** Why no engine unpacks such a layer, in words. */
  readonly problem?: string
}

/** Collects a listing while an archive is scanned. */
export interface ListingBuilder {
  readonly visitor: TarVisitor
  readonly result: () => LayerListing
}

/** Linux takes no path of more than 4096 bytes at once; what is longer was made to do harm. */
const longestPath = 1 << 13

const whiteoutPrefix = Buffer.from('.wh.')
const opaqueMark = Buffer.from('.wh..wh..opq')
/** Other marks of this kind are the storage's own. */
const markPrefix = Buffer.from('.wh..wh.')

const hasPrefix = (name: Uint8Array, prefix: Uint8Array): boolean => {
  if (name.length < prefix.length) return false
  for (let at = 0; at < prefix.length; at++) if (name[at] !== prefix[at]) return false
  return true
}

const fileKinds: Readonly<Record<TarEntry['type'], number>> = {
  file: entryKinds.file,
  directory: entryKinds.directory,
  'hard-link': entryKinds.other,
  'symbolic-link': entryKinds.other,
  other: entryKinds.other,
}

/**
 * Begins the listing of a layer, whose paths get numbers of the table.
 *
 * @param withContents whether files are digested, so that two images can be compared
 */
export const listLayer = (table: PathTable, withContents: boolean): ListingBuilder => {
  const intern = pathInterner(table)
  let capacity = 256
  let count = 0
  let paths = new Int32Array(capacity)
  let kinds = new Uint8Array(capacity)
  let sizes = new Float64Array(capacity)
  let contents = new Float64Array(withContents ? capacity : 0)
  let problem: string | undefined
  let hash: Hash | undefined

  const grow = (): void => {
    capacity *= 2
    const old = { paths, kinds, sizes, contents }
    paths = new Int32Array(capacity)
    paths.set(old.paths)
    kinds = new Uint8Array(capacity)
    kinds.set(old.kinds)
    sizes = new Float64Array(capacity)
    sizes.set(old.sizes)
    if (!withContents) return
    contents = new Float64Array(capacity)
    contents.set(old.contents)
  }

  const add = (path: number, kind: number, size: number): void => {
    if (count === capacity) grow()
    paths[count] = path
    kinds[count] = kind
    sizes[count] = size
    count++
  }

  const whiteout = (path: number, name: Uint8Array): void => {
    const parent = table.parent(path)
    if (hasPrefix(name, opaqueMark) && name.length === opaqueMark.length) add(parent, entryKinds.opaque, 0)
    else if (!hasPrefix(name, markPrefix) && name.length > whiteoutPrefix.length) {
      const own = Uint8Array.prototype.slice.call(name, whiteoutPrefix.length)
      add(table.child(parent, own, 0, own.length), entryKinds.whiteout, 0)
    }
  }

  return {
    visitor: {
      entry: ({ path: bytes, type, size }) => {
        hash = undefined
        if (bytes.length > longestPath) problem ??= `it has a path of ${bytes.length} bytes`
        const path = bytes.length > longestPath ? 0 : intern(bytes)
        if (path < 0) problem ??= `\`${shownPath(nameOfBytes(bytes))}\` leads out of its root`
        if (path <= 0) return
        const name = table.name(path)
        if (hasPrefix(name, whiteoutPrefix)) return whiteout(path, name)
        add(path, fileKinds[type], size)
        if (withContents && type === 'file') hash = createHash('sha1')
      },
      ...(withContents && {
        content: (piece) => void hash?.update(piece),
        close: () => {
          if (hash === undefined) return
          contents[count - 1] = hash.digest().readUIntBE(0, 6)
          hash = undefined
        },
      }),
    },
    result: () => ({
      count,
      paths: paths.slice(0, count),
      kinds: kinds.slice(0, count),
      sizes: sizes.slice(0, count),
      contents: contents.slice(0, withContents ? count : 0),
      ...(problem === undefined ? {} : { problem }),
    }),
  }
}
