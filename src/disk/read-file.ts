import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { type FailedRead, failedRead } from './failed-read.js'

/** What reading a file gave. `truncated` is set when the file is larger than the limit and only its beginning was read. */
export type FileRead = { readonly kind: 'text'; readonly text: string; readonly truncated: boolean } | FailedRead

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

/**
 * Reads at most `limit` bytes of a file as UTF-8. A pipe or a device is never read, and opening it does not wait: that could block
 * for ever. `tell` gets what the disk knows of the file before it is read.
 */
export const readFile = (path: string, limit: number, tell?: (stats: Stats) => void): FileRead => {
  try {
    const file = openSync(path, withoutWaiting)
    try {
      const stats = fstatSync(file)
      tell?.(stats)
      if (!stats.isFile()) return { kind: 'missing' }
      return { kind: 'text', text: textOf(file, Math.min(stats.size, limit)), truncated: stats.size > limit }
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return failedRead(error)
  }
}
