import { existsSync, lstatSync, readFileSync, type Stats, statSync } from 'node:fs'
import { readFile } from './read-file.js'
import { readFolder } from './read-folder.js'
import { readTree } from './read-tree.js'
import { realPath } from './real-path.js'

const statsOf = (path: string) => {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** Gets what the disk knows of a file that is looked at, where that is found out on the way. */
export type TellStats = (stats: Stats) => void

/** The ways to look at the disk. Each answers with data alone, the same for as long as nothing changes. */
export const looks = {
  exists: (path: string): boolean => existsSync(path),
  /** Whether it is a file, or a link to one. */
  isFile: (path: string): boolean => statsOf(path)?.isFile() === true,
  /** Whether it is a folder, or a link to one. */
  isFolder: (path: string): boolean => statsOf(path)?.isDirectory() === true,
  /** Whether it is a folder and no link. */
  isOwnFolder: (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true,
  /** The size of a file in bytes; 0 where there is none. */
  size: (path: string): number => statsOf(path)?.size ?? 0,
  realPath: (path: string): string => realPath(path),
  /** The beginning of a file. */
  start: readFile,
  /** A whole file; throws where it cannot be read. */
  text: (path: string): string => readFileSync(path, 'utf8'),
  /** What a file holds; `undefined` where nothing is there, `false` where that is no file; throws where it cannot be read. */
  output: (path: string, _limit?: number, tell?: TellStats): string | false | undefined => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return undefined
    tell?.(found)
    return found.isFile() && readFileSync(path, 'utf8')
  },
  /** What is in a folder, links followed. */
  folder: (path: string) => readFolder(path),
  /** What is in a folder of a build context, links as links. */
  tree: (path: string) => readTree(path),
} as const

export type LookName = keyof typeof looks

/** What a look comes to. */
export type Answer = ReturnType<(typeof looks)[LookName]>
