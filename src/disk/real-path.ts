import { lstatSync, realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where a path really leads when the symbolic links on its way are followed, for one that need not exist itself. */
export const realPath = (path: string): string => {
  const parent = dirname(path)
  try {
    // Asking first costs less than an error for each file that is not there yet.
    if (parent === path || lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync.native(path)
  } catch {
    // A link that leads nowhere, or a folder that cannot be entered.
  }
  return parent === path ? path : join(realPath(parent), path.slice(parent.length))
}
