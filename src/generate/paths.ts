import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { look } from '../disk/journal.js'

/** What a path that {@link relative} would not change at all has nowhere. */
const unusual = /\/(?:\.|\/|$)/

/** Where the part of a path below a folder begins, where that is plain to see. */
const startBelow = (folder: string, path: string): number | undefined => {
  const slash = folder.length
  return sep === '/' && slash > 0 && path[slash] === '/' && path.startsWith(folder) && !unusual.test(path)
    ? slash + 1
    : undefined
}

/** A path with `/` on every system. */
const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** From a folder to a file, with `/`; `.` for the folder itself. */
export const pathFrom = (folder: string, file: string): string => {
  const start = startBelow(folder, file)
  return start === undefined ? withSlashes(relative(folder, file)) || '.' : file.slice(start)
}

/** Whether a path lies in a folder or is that folder. Both are absolute. */
export const isInside = (folder: string, path: string): boolean => {
  if (startBelow(folder, path) !== undefined) return true
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
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
    const root = look.exists(join(folder, '.git')) ? folder : parent === folder ? undefined : rootAbove(parent)
    known.set(folder, root)
    return root
  }
  return (folder) => rootAbove(folder) ?? (isInside(cwd, folder) ? cwd : folder)
}

/** The folder that nothing may be written outside of, as {@link repositoryFinder} finds it. */
export const repositoryRootOf = (folder: string, cwd: string): string => repositoryFinder(cwd)(folder)
