import { dirname, isAbsolute, join, relative, sep } from 'node:path'
import { look } from '../disk/journal.js'

/** A path with `/` on every system. */
const withSlashes = (path: string): string => (sep === '/' ? path : path.split(sep).join('/'))

/** From a folder to a file, with `/`; `.` for the folder itself. */
export const pathFrom = (folder: string, file: string): string => withSlashes(relative(folder, file)) || '.'

/** Whether a path lies in a folder or is that folder. Both are absolute. */
export const isInside = (folder: string, path: string): boolean => {
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
