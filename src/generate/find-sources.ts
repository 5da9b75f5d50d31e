import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { look } from '../disk/journal.js'
import { GenDockerfileError } from '../model/error.js'
import { memberFolders } from '../project/workspaces/member-folders.js'
import { type FolderNames, folderNames } from './folder-names.js'

/** The names of the file, in the order in which a folder's are tried. */
const names = ['dockerfile.ts', 'dockerfile.mts', 'dockerfile.js', 'dockerfile.mjs', 'dockerfile.cjs']

const isScript = (file: string): boolean => /\.[cm]?[jt]s$/.test(file)

/** The files that a run is about, absolute, and what names none. */
export interface FoundSources {
  readonly files: readonly string[]
  readonly errors: readonly GenDockerfileError[]
}

/** The `dockerfile.ts` of a folder; `list` says what is in it. */
export const sourceIn = (folder: string, list: FolderNames = folderNames): string | undefined => {
  const present = list(folder) ?? names
  return names
    .filter((name) => present.includes(name))
    .map((name) => join(folder, name))
    .find((file) => existsSync(file))
}

const neverSearched = ['**/node_modules/**', '**/.git/**']

const searchGlob = async (pattern: string, cwd: string): Promise<string[]> => {
  const { glob } = await import('tinyglobby')
  const found = await glob([pattern], {
    cwd,
    ignore: neverSearched,
    absolute: true,
    dot: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  return found.map((path) => resolve(path)).sort()
}

/** The `dockerfile.ts` of every member of the workspaces that a folder is the root of. */
const memberSources = async (folder: string): Promise<readonly string[]> => {
  const members = await memberFolders(folder)
  return members.flatMap((member) => sourceIn(join(folder, member)) ?? [])
}

/** A linked `dockerfile.ts` generates where the link is; a linked folder is the folder. */
const withRealFolder = (file: string): string => join(look.realPath(dirname(file)), basename(file))

const sourcesOfFolder = async (folder: string): Promise<readonly string[]> => {
  const own = sourceIn(folder)
  return own === undefined ? memberSources(folder) : [own]
}

const isGlob = (path: string): boolean => /[*?[\]{}!]/.test(path)

const ofGlob = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const found = await searchGlob(pattern, cwd)
  const isNamed = (file: string) => names.includes(basename(file)) || (isScript(pattern) && isScript(file))
  return found.flatMap((path) => {
    if (statSync(path).isDirectory()) return sourceIn(path) ?? []
    return isNamed(path) ? [path] : []
  })
}

const noSource = (where: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'no-dockerfile-ts',
    message: `There is no \`dockerfile.ts\` in ${where}.`,
    hint: 'Run `gen-dockerfile init` to make one.',
  })

const nothingThere = (path: string): GenDockerfileError =>
  new GenDockerfileError({
    code: 'path-not-found',
    message: `There is no file or folder \`${path}\`.`,
    hint: 'Name a `dockerfile.ts`, a folder with one, or a glob of them in quotes.',
  })

const ofPath = async (path: string, cwd: string): Promise<readonly string[]> => {
  const full = resolve(cwd, path)
  const found = statSync(full, { throwIfNoEntry: false })
  if (found?.isDirectory()) {
    const sources = await sourcesOfFolder(full)
    if (sources.length === 0) throw noSource(`\`${path}\``)
    return sources
  }
  if (found !== undefined) {
    if (isScript(full)) return [full]
    throw new GenDockerfileError({
      code: 'not-a-dockerfile-ts',
      message: `\`${path}\` is not a TypeScript or JavaScript file.`,
      hint: 'Name the `dockerfile.ts` that generates it.',
    })
  }
  if (!isGlob(path)) throw nothingThere(path)
  const sources = await ofGlob(path, cwd)
  if (sources.length === 0) throw noSource(`what \`${path}\` matches`)
  return sources
}

/**
 * Finds the sources that paths name: files, folders, and globs. Without paths it is the `dockerfile.ts` of the working
 * directory, else those of the members of its workspace. Sorted within each path, none twice.
 */
export const findSources = async (paths: readonly string[], cwd: string): Promise<FoundSources> => {
  if (paths.length === 0) {
    const files = await sourcesOfFolder(cwd)
    return { files: files.map(withRealFolder), errors: files.length === 0 ? [noSource('this folder')] : [] }
  }
  const files = new Set<string>()
  const errors: GenDockerfileError[] = []
  for (const path of paths) {
    try {
      for (const file of await ofPath(path, cwd)) files.add(withRealFolder(file))
    } catch (error) {
      if (!(error instanceof GenDockerfileError)) throw error
      errors.push(error)
    }
  }
  return { files: [...files], errors }
}
