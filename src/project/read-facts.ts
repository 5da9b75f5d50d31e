import { dirname, join } from 'node:path'
import { look } from '../disk/journal.js'
import type { Facts } from './facts.js'
import { createFactsReader, folderToRead } from './facts-reader.js'
import type { FactsOptions } from './facts-from.js'

/** How to read a folder. */
export interface ReadFactsOptions extends Pick<FactsOptions, 'ecosystems'> {
  /** The highest folder to look at for a workspace; by default the nearest one above with a `.git`, else `dir` itself. */
  readonly root?: string
}

/** The nearest folder that holds version control data: no workspace reaches further. */
const repositoryOf = (dir: string): string => {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (look.exists(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return dir
  }
}

/**
 * Reads what presets want to know about the service in a folder. Only files that are there are read, and no file that could hold a
 * secret (`.env`).
 *
 * @example
 * ```ts
 * const facts = await readFacts('apps/api')
 * facts.node?.packageManager.name // 'pnpm'
 * ```
 * @throws GenDockerfileError `project-not-found` when the folder is not there, `project-outside-root` when it is not below `root`.
 */
export const readFacts = async (dir: string, options: ReadFactsOptions = {}): Promise<Facts> => {
  const root = options.root ?? repositoryOf(folderToRead(dir))
  return createFactsReader(root).read(dir, options.ecosystems)
}
