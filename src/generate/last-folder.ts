import { sep } from 'node:path'
import type { FileEntry } from '../project/facts.js'

/** What lies in the folder whose facts were read last: all that is made of a service asks about it. */
export interface LastFolder {
  readonly note: (folder: string, files: readonly FileEntry[]) => void
  /** Whether a name is in a folder; `undefined` where that folder was not the last. */
  readonly has: (folder: string, name: string) => boolean | undefined
  /** Whether a path surely names a file in the folder, and no link. */
  readonly isOwn: (folder: string, file: string) => boolean
}

/** Remembers one folder. */
export const lastFolder = (): LastFolder => {
  let last = ''
  let known: readonly FileEntry[] = []
  const entryOf = (name: string): FileEntry | undefined => known.find((entry) => entry.name === name)
  return {
    note: (folder, files) => {
      last = folder
      known = files
    },
    has: (folder, name) => (folder === last ? entryOf(name) !== undefined : undefined),
    isOwn: (folder, file) => {
      const start = folder.length
      if (folder !== last || file[start] !== sep || !file.startsWith(folder)) return false
      const entry = entryOf(file.slice(start + 1))
      return entry?.kind === 'file' && entry.link !== true
    },
  }
}
