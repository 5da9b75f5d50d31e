import { dirname } from 'node:path'
import { isInside, pathFrom } from './paths.js'
import type { ServiceEntry } from './service-entry.js'

/** What a service is made from and where it stands. Absolute paths, symbolic links followed. */
export interface SourceFile {
  /** The `dockerfile.ts`, or the `gen-dockerfile.yaml` of a service that has none. */
  readonly file: string
  /** The folder of the service. */
  readonly folder: string
  /** The repository: nothing outside of it is written. */
  readonly root: string
  /** What `gen-dockerfile.yaml` says about the service, where that names it. */
  readonly entry?: ServiceEntry
  /** Of a `dockerfile.ts` with several services, those that are asked for, by their places in the export; all where it is absent. */
  readonly labels?: readonly string[]
  /** The name that the user knows a file by: relative to the working directory, with `/`. */
  readonly display: (file: string) => string
}

/** Whether the configuration itself says what is generated, and not a `dockerfile.ts`. */
export const isFromConfig = ({ file, entry }: SourceFile): boolean => file === entry?.config.file

/** The folder of a service that the configuration itself describes, by which the user knows it. */
export const describedFolder = (source: SourceFile): { readonly folder?: string } =>
  isFromConfig(source) ? { folder: source.display(source.folder) } : {}

/** Finds out where a `dockerfile.ts` stands; `repositoryOf` gives the repository of a folder. */
export const sourceFile = (file: string, cwd: string, repositoryOf: (folder: string) => string): SourceFile => {
  const folder = dirname(file)
  return { file, folder, root: repositoryOf(folder), display: (path) => pathFrom(cwd, path) }
}

/** How writing a file would leave the repository: by its name, or through a symbolic link; `real` is where it leads. */
export const leavesRepository = ({ root }: SourceFile, file: string, real: string): 'name' | 'link' | undefined => {
  if (!isInside(root, file)) return 'name'
  return file === real || isInside(root, real) ? undefined : 'link'
}
