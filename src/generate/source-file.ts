import { dirname } from 'node:path'
import { isInside, pathFrom, realPathOf, repositoryRootOf } from './paths.js'

/** A `dockerfile.ts` and where it stands. Absolute paths, symbolic links followed. */
export interface SourceFile {
  readonly file: string
  readonly folder: string
  /** The repository: nothing outside of it is written. */
  readonly root: string
  /** The name that the user knows a file by: relative to the working directory, with `/`. */
  readonly display: (file: string) => string
}

/** Finds out where a `dockerfile.ts` stands. */
export const sourceFile = (file: string, cwd: string): SourceFile => {
  const folder = dirname(file)
  return { file, folder, root: repositoryRootOf(folder, cwd), display: (path) => pathFrom(cwd, path) }
}

/** How writing a file would leave the repository: by its name, or through a symbolic link. */
export const leavesRepository = ({ root }: SourceFile, file: string): 'name' | 'link' | undefined => {
  if (!isInside(root, file)) return 'name'
  return isInside(realPathOf(root), realPathOf(file)) ? undefined : 'link'
}
