import { sep } from 'node:path'
import { look, surveyFiles } from '../disk/journal.js'
import type { FileSource } from './file-source.js'
import type { RecentListings } from './recent-listings.js'

/**
 * A folder of the disk as a source. Nothing is cached here and nothing is written; `listings` gets what is listed.
 *
 * @example
 * ```ts
 * diskSource('/home/me/shop').read('package.json', 1_000_000)
 * ```
 */
export const diskSource = (root: string, listings?: RecentListings): FileSource => {
  const top = root.endsWith(sep) ? root : root + sep
  // Paths of a source are as they should be: there is nothing to join.
  const at = (path: string): string => (path === '.' ? root : top + path)
  return {
    read: (path, limit) => look.start(at(path), limit),
    isFile: (path) => look.isFile(at(path)),
    list: (path) => {
      const folder = at(path)
      const read = look.folder(folder)
      listings?.note(folder, read)
      return read
    },
    survey: (question, folder, paths) => surveyFiles(question, at(folder), paths),
  }
}
