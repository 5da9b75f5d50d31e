import { lstatSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { realPath } from '../disk/real-path.js'
import { pathFrom } from '../generate/paths.js'

/** A file: where it is, where it really is, and what it is called, relative to the working directory and with `/`. */
export interface PlainFile {
  readonly path: string
  readonly real: string
  readonly name: string
}

const withEnd = (folder: string, end: string): string => (folder.endsWith(end) ? folder : folder + end)

/**
 * Makes a finder of what arguments name that is a plain file, no link and no folder. Paths are taken apart once for each folder
 * that arguments spell: of thousands of files in one, that would take most of the time.
 */
export const plainFileFinder = (cwd: string): ((given: string) => PlainFile | undefined) => {
  const folders = new Map<string, PlainFile>()
  const folderOf = (spelled: string): PlainFile => {
    const path = resolve(cwd, spelled)
    const name = pathFrom(cwd, path)
    return {
      path: withEnd(path, sep),
      real: withEnd(realPath(path), sep),
      name: name === '.' ? '' : withEnd(name, '/'),
    }
  }
  return (given) => {
    const end = given.lastIndexOf('/') + 1
    const base = given.slice(end)
    // A drive or a separator of Windows, or no name.
    if (base === '' || base.includes('\\') || base.includes(':')) return undefined
    const spelled = given.slice(0, end)
    const folder = folders.get(spelled) ?? folderOf(spelled)
    folders.set(spelled, folder)
    const path = folder.path + base
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return undefined
    return { path, real: folder.real + base, name: folder.name + base }
  }
}
