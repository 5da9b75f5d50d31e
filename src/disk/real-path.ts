import { lstatSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

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

/**
 * Makes the same for many paths of which those of one folder come after each other: where a folder really is gets asked once, and of
 * what is in it whether it is a link.
 */
export const realPaths = (): ((path: string) => string) => {
  let folder: string | undefined
  let real = ''
  const isLink = (path: string): boolean => {
    try {
      return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
    } catch {
      return true
    }
  }
  return (path) => {
    const parent = dirname(path)
    if (parent === path || isLink(path)) return realPath(path)
    if (parent !== folder) {
      real = realPath(parent)
      folder = parent
    }
    return join(real, basename(path))
  }
}
