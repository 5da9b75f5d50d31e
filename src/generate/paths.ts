import { existsSync, lstatSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'

/** A path with `/` on every system. */
const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** From a folder to a file, with `/`; `.` for the folder itself. */
export const pathFrom = (folder: string, file: string): string => withSlashes(relative(folder, file)) || '.'

/** Whether a path lies in a folder or is that folder. Both are absolute. */
export const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** Where a path really leads when the symbolic links on its way are followed, for one that need not exist itself. */
export const realPathOf = (path: string): string => {
  const parent = dirname(path)
  try {
    // Asking first costs less than an error for each file that is not there yet.
    if (parent === path || lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync.native(path)
  } catch {
    // A link that leads nowhere, or a folder that cannot be entered.
  }
  return parent === path ? path : join(realPathOf(parent), path.slice(parent.length))
}

/**
 * Makes a finder of the folder that nothing may be written outside of: the nearest one above a folder with a `.git`, else the
 * working directory where it holds the folder, else the folder itself. Each folder is looked into once.
 */
export const repositoryFinder = (cwd: string): ((folder: string) => string) => {
  const known = new Map<string, string | undefined>()
  const rootAbove = (folder: string): string | undefined => {
    if (known.has(folder)) return known.get(folder)
    const parent = dirname(folder)
    const root = existsSync(join(folder, '.git')) ? folder : parent === folder ? undefined : rootAbove(parent)
    known.set(folder, root)
    return root
  }
  return (folder) => rootAbove(folder) ?? (isInside(cwd, folder) ? cwd : folder)
}

/** The folder that nothing may be written outside of, as {@link repositoryFinder} finds it. */
export const repositoryRootOf = (folder: string, cwd: string): string => repositoryFinder(cwd)(folder)
