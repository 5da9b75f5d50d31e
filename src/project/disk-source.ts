import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
  type Dirent,
} from 'node:fs'
import { join } from 'node:path'
import type { FileEntry } from './common-facts.js'
import type { FileSource } from './file-source.js'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links form a loop',
  EISDIR: 'it is a folder',
  EIO: 'the disk reports an error',
}

/** A failed system call in words; `undefined` when it only says that nothing is there. */
const reasonOf = (error: unknown): string | undefined => {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
  return reasons[code] ?? (code === '' ? 'it cannot be read' : code)
}

/** A symbolic link counts as what it points to; one that points nowhere is left out. */
const entryOf = (folder: string, dirent: Dirent): FileEntry | undefined => {
  if (dirent.isFile()) return { name: dirent.name, kind: 'file' }
  if (dirent.isDirectory()) return { name: dirent.name, kind: 'dir' }
  if (!dirent.isSymbolicLink()) return undefined
  try {
    const target = statSync(join(folder, dirent.name))
    if (target.isFile()) return { name: dirent.name, kind: 'file', link: true }
    return target.isDirectory() ? { name: dirent.name, kind: 'dir', link: true } : undefined
  } catch {
    return undefined
  }
}

/** Absent on Windows, which has no pipes among its files. */
const withoutWaiting = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/** Reads the beginning of a file. A pipe or a device is never read, and opening it does not wait: that could block for ever. */
const readStart = (path: string, limit: number): { text: string; truncated: boolean } | undefined => {
  const file = openSync(path, withoutWaiting)
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) return undefined
    if (stats.size <= limit) return { text: readFileSync(file, 'utf8'), truncated: false }
    const buffer = Buffer.alloc(limit)
    const length = readSync(file, buffer, 0, limit, 0)
    return { text: buffer.toString('utf8', 0, length), truncated: true }
  } finally {
    closeSync(file)
  }
}

/**
 * A folder of the disk as a source. Nothing is cached here and nothing is written.
 *
 * @example
 * ```ts
 * diskSource('/home/me/shop').read('package.json', 1_000_000)
 * ```
 */
export const diskSource = (root: string): FileSource => ({
  read(path, limit) {
    try {
      const start = readStart(join(root, path), limit)
      return start === undefined ? { kind: 'missing' } : { kind: 'text', ...start }
    } catch (error) {
      const reason = reasonOf(error)
      return reason === undefined ? { kind: 'missing' } : { kind: 'unreadable', reason }
    }
  },
  isFile: (path) => {
    try {
      return statSync(join(root, path), { throwIfNoEntry: false })?.isFile() === true
    } catch {
      return false
    }
  },
  list(path) {
    const folder = join(root, path)
    try {
      const entries = readdirSync(folder, { withFileTypes: true }).flatMap((dirent) => entryOf(folder, dirent) ?? [])
      return { kind: 'entries', entries }
    } catch (error) {
      const reason = reasonOf(error)
      return reason === undefined ? { kind: 'missing' } : { kind: 'unreadable', reason }
    }
  },
})
