import { closeSync, constants, fstatSync, openSync, readdirSync, readSync, statSync, type Dirent } from 'node:fs'
import { join, sep } from 'node:path'
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

/** Most files of a repository fit into it, and there may be tens of thousands to read. */
const room = Buffer.allocUnsafe(64 * 1024)

/** The beginning of a file of a known size. */
const textOf = (file: number, length: number): string => {
  const buffer = length <= room.length ? room : Buffer.allocUnsafe(length)
  let end = 0
  while (end < length) {
    const count = readSync(file, buffer, end, length - end, null)
    if (count === 0) break
    end += count
  }
  return buffer.toString('utf8', 0, end)
}

/** Reads the beginning of a file. A pipe or a device is never read, and opening it does not wait: that could block for ever. */
const readStart = (path: string, limit: number): { text: string; truncated: boolean } | undefined => {
  const file = openSync(path, withoutWaiting)
  try {
    const stats = fstatSync(file)
    if (!stats.isFile()) return undefined
    return { text: textOf(file, Math.min(stats.size, limit)), truncated: stats.size > limit }
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
export const diskSource = (root: string): FileSource => {
  const top = root.endsWith(sep) ? root : root + sep
  // Paths of a source are as they should be: there is nothing to join.
  const at = (path: string): string => (path === '.' ? root : top + path)
  return {
    read(path, limit) {
      try {
        const start = readStart(at(path), limit)
        return start === undefined ? { kind: 'missing' } : { kind: 'text', ...start }
      } catch (error) {
        const reason = reasonOf(error)
        return reason === undefined ? { kind: 'missing' } : { kind: 'unreadable', reason }
      }
    },
    isFile: (path) => {
      try {
        return statSync(at(path), { throwIfNoEntry: false })?.isFile() === true
      } catch {
        return false
      }
    },
    list(path) {
      const folder = at(path)
      try {
        const entries = readdirSync(folder, { withFileTypes: true }).flatMap((dirent) => entryOf(folder, dirent) ?? [])
        return { kind: 'entries', entries }
      } catch (error) {
        const reason = reasonOf(error)
        return reason === undefined ? { kind: 'missing' } : { kind: 'unreadable', reason }
      }
    },
  }
}
