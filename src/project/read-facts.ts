import { existsSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { GenDockerfileError } from '../model/error.js'
import { diskSource } from './disk-source.js'
import type { Facts } from './facts.js'
import { factsFrom, type FactsOptions } from './facts-from.js'

/** How to read a folder. */
export interface ReadFactsOptions extends Omit<FactsOptions, 'dir' | 'folderName'> {
  /** The highest folder to look at for a workspace; by default the nearest one above with a `.git`, else `dir` itself. */
  readonly root?: string
}

/** The nearest folder that holds version control data: no workspace reaches further. */
const repositoryOf = (dir: string): string => {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) return dir
  }
}

const isInside = (root: string, dir: string): boolean => {
  const path = relative(root, dir)
  return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path))
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
  const folder = resolve(dir)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    throw new GenDockerfileError({
      code: 'project-not-found',
      message: `There is no folder \`${dir}\` to read the project's facts from.`,
      hint: 'Name the folder that holds the manifest of the service (package.json, pyproject.toml, go.mod, Cargo.toml).',
    })
  }
  const real = realpathSync(folder)
  const root = options.root === undefined ? repositoryOf(real) : realpathSync(resolve(options.root))
  if (!isInside(root, real)) {
    throw new GenDockerfileError({
      code: 'project-outside-root',
      message: `The folder \`${dir}\` is not inside \`${options.root}\`, so its files cannot be part of that build context.`,
      hint: 'Choose a `root` that holds the folder.',
    })
  }
  const { ecosystems } = options
  return factsFrom(diskSource(root), {
    dir: relative(root, real).split(sep).join('/') || '.',
    folderName: real.split(sep).at(-1) ?? '',
    ...(ecosystems === undefined ? {} : { ecosystems }),
  })
}
