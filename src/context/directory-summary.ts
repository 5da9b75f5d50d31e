import type { WalkedFile } from './walk.js'
import { keepLargest, type Largest } from './largest.js'

/** A file of a {@link DirectorySummary}. */
export interface SummarisedFile {
  readonly name: string
  readonly bytes: number
}

/** What a directory comes to, with everything below it. */
export interface DirectorySummary {
  /** Empty for the context itself. */
  readonly path: string
  readonly files: number
  readonly bytes: number
  readonly directories: readonly DirectorySummary[]
  /** The largest of the files that lie directly in it. */
  readonly largest: readonly SummarisedFile[]
}

interface Growing {
  readonly path: string
  files: number
  bytes: number
  readonly directories: Growing[]
  readonly largest: Largest<SummarisedFile>
}

/** Sums up a context while it is walked. */
export interface Summary {
  readonly directory: (path: string) => void
  readonly file: (file: WalkedFile) => void
  readonly result: () => DirectorySummary
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

const finish = (directory: Growing): DirectorySummary => {
  const directories = directory.directories.map(finish)
  return {
    path: directory.path,
    files: directories.reduce((sum, each) => sum + each.files, directory.files),
    bytes: directories.reduce((sum, each) => sum + each.bytes, directory.bytes),
    directories,
    largest: directory.largest.items(),
  }
}

/**
 * Sums up directories; of each, the names of the `filesEach` largest files are kept. Paths come as a walk gives them: a
 * directory before what is in it.
 */
export const summarise = (filesEach: number): Summary => {
  const create = (path: string): Growing => ({
    path,
    files: 0,
    bytes: 0,
    directories: [],
    largest: keepLargest<SummarisedFile>(filesEach, ({ bytes }) => bytes),
  })
  const root = create('')
  /** The directory that was entered last, below those that it lies in. */
  const open = [root]
  const enter = (path: string): Growing => {
    while (open.length > 1 && open.at(-1)?.path !== path) open.pop()
    return open.at(-1) ?? root
  }
  return {
    directory: (path) => {
      const directory = create(path)
      enter(parentOf(path)).directories.push(directory)
      open.push(directory)
    },
    file: ({ path, size }) => {
      const parent = parentOf(path)
      const directory = enter(parent)
      directory.files++
      directory.bytes += size
      if (filesEach > 0) directory.largest.add({ name: path.slice(parent === '' ? 0 : parent.length + 1), bytes: size })
    },
    result: () => finish(root),
  }
}

/** All directories of a summary, each before those in it. */
export const eachDirectory = (summary: DirectorySummary): readonly DirectorySummary[] => {
  const found: DirectorySummary[] = []
  const visit = (directory: DirectorySummary): void => {
    found.push(directory)
    directory.directories.forEach(visit)
  }
  visit(summary)
  return found
}
