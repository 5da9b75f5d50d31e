import type { FolderEntry, FolderRead } from '../disk/read-folder.js'

/** More than the folders of a service and of all that it needs. */
const most = 1000

/** What was listed a moment ago to read the facts of a service: its build context is asked about the same folders next. */
export interface RecentListings {
  /** Notes what listing a folder gave, by its absolute path. */
  readonly note: (folder: string, read: FolderRead) => void
  /** The entries of a folder, given once; `undefined` where they are not known, or where there is more to know of them. */
  readonly take: (folder: string) => readonly FolderEntry[] | undefined
}

/** Listings that those who share them keep until they are taken, the oldest for the shortest time. */
export const recentListings = (): RecentListings => {
  const known = new Map<string, readonly FolderEntry[]>()
  return {
    note: (folder, read) => {
      if (read.kind !== 'entries' || read.hasLinks === true || read.isPart === true) return
      known.set(folder, read.entries)
      if (known.size <= most) return
      const [oldest] = known.keys()
      if (oldest !== undefined) known.delete(oldest)
    },
    take: (folder) => {
      const entries = known.get(folder)
      known.delete(folder)
      return entries
    },
  }
}
