import { realpathSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { codeOf, reasonFor } from '../context/reason.js'
import { type Blob, readBlob } from './blob.js'
import { damagedImage } from './damaged.js'
import { filePieces } from './file-pieces.js'
import type { ReadOptions } from './image-archive.js'
import { digestInPath, type ImageStore } from './image-store.js'

const mostText = 8 << 20

/** The regular file of a path, links followed, if it lies in the folder. */
const fileIn = (root: string, path: string): { readonly file: string; readonly size: number } | undefined => {
  try {
    const file = realpathSync(join(root, path))
    const stats = statSync(file)
    return stats.isFile() && file.startsWith(root.endsWith(sep) ? root : root + sep)
      ? { file, size: stats.size }
      : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
    throw error
  }
}

/** Reads a saved image from a folder: an OCI layout, or what an archive was unpacked to. Layers are read when they are asked for. */
export const readFolder = (folder: string, options: ReadOptions): ImageStore => {
  const { name, table, withContents, progress } = options
  const root = realpathSync(folder)
  const read = new Map<string, Promise<Blob | undefined>>()

  const readFrom = async (path: string): Promise<Blob | undefined> => {
    const found = fileIn(root, path)
    if (found === undefined) return undefined
    const { algorithm } = digestInPath(path) ?? { algorithm: 'sha256' }
    const reader = readBlob({ table, withContents, algorithm, name: path })
    for (const piece of filePieces(found.file)) {
      progress?.(piece.length)
      await reader.write(piece)
    }
    return reader.end()
  }

  const guarded = async <Result>(path: string, work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      if (codeOf(error) === 'UNKNOWN') throw error
      throw damagedImage(name, `cannot be read: \`${path}\`: ${reasonFor(codeOf(error))}`)
    }
  }

  return {
    name,
    text: (path) =>
      guarded(path, async () => {
        const found = fileIn(root, path)
        return found === undefined || found.size > mostText ? undefined : readFile(found.file)
      }),
    blob: (path) => {
      const known = read.get(path) ?? guarded(path, () => readFrom(path))
      read.set(path, known)
      return known
    },
  }
}
