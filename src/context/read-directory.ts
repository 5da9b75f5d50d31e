import { type Dirent, readdirSync } from 'node:fs'
import { compareBytes } from '../ignore/index.js'
import { bytesOfPath, isRaw, nameOfBytes } from './raw-name.js'

/** What a name in a directory stands for; `special` is a pipe, a socket or a device. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'special'

/** A name in a directory. */
export interface DirectoryEntry {
  readonly name: string
  readonly kind: EntryKind
}

type Typed = Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>

const kindOf = (entry: Typed): EntryKind => {
  if (entry.isFile()) return 'file'
  if (entry.isDirectory()) return 'directory'
  return entry.isSymbolicLink() ? 'symlink' : 'special'
}

/** The path to give to the system; `path` is one of names from {@link readDirectory}. */
export const systemPath = (path: string): string | Buffer => (isRaw(path) ? bytesOfPath(path) : path)

/**
 * The names in a directory, sorted by their bytes. Names that are no UTF-8 are spelled as `nameOfBytes` does.
 *
 * Throws the system's error where the directory cannot be read.
 */
export const readDirectory = (path: string): readonly DirectoryEntry[] => {
  const entries = readdirSync(systemPath(path), { withFileTypes: true })
  if (entries.some(({ name }) => name.includes('\ufffd'))) return readRawDirectory(path)
  const found = entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
  const isSorted = found.every(({ name }, index) => compareBytes(found[index - 1]?.name ?? '', name) <= 0)
  // The system's own order is mostly that of the bytes.
  return isSorted ? found : found.sort((left, right) => compareBytes(left.name, right.name))
}

const readRawDirectory = (path: string): readonly DirectoryEntry[] =>
  readdirSync(systemPath(path), { withFileTypes: true, encoding: 'buffer' })
    .sort((left, right) => Buffer.compare(left.name, right.name))
    .map((entry) => ({ name: nameOfBytes(entry.name), kind: kindOf(entry) }))
