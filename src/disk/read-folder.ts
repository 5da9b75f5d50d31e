import { readdirSync, statSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { type FailedRead, failedRead } from './failed-read.js'

/** Something in a folder; `link` is set where a symbolic link leads to it. */
export interface FolderEntry {
  readonly name: string
  readonly kind: 'file' | 'dir'
  readonly link?: true
}

/**
 * What listing a folder gave. `hasLinks` is set when something else than the folder says what some of its names stand for, `isPart`
 * when names are left out.
 */
export type FolderRead =
  | {
      readonly kind: 'entries'
      readonly entries: readonly FolderEntry[]
      readonly hasLinks?: true
      readonly isPart?: true
    }
  | FailedRead

/** A symbolic link counts as what it points to; one that points nowhere is left out. */
const entryOf = (folder: string, dirent: Dirent): FolderEntry | undefined => {
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

/** Lists a folder; links that lead nowhere and what is neither a file nor a folder are left out. */
export const readFolder = (folder: string): FolderRead => {
  try {
    const found = readdirSync(folder, { withFileTypes: true })
    const entries = found.flatMap((dirent) => entryOf(folder, dirent) ?? [])
    return {
      kind: 'entries',
      entries,
      ...(found.some((dirent) => dirent.isSymbolicLink()) ? { hasLinks: true } : {}),
      ...(entries.length < found.length ? { isPart: true } : {}),
    }
  } catch (error) {
    return failedRead(error)
  }
}
