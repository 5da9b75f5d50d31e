import { statSync } from 'node:fs'

/** What a path leads to, links followed; `missing` too where it cannot be told, such as for a link to itself. */
export type PathKind = 'file' | 'directory' | 'special' | 'missing'

/** What a path leads to. Nothing is opened, and nothing is thrown. */
export const pathKind = (path: string): PathKind => {
  try {
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return 'missing'
    return stats.isFile() ? 'file' : stats.isDirectory() ? 'directory' : 'special'
  } catch {
    return 'missing'
  }
}
