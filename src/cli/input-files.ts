import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { realPath } from '../disk/real-path.js'
import { failureOf } from '../generate/result.js'
import { pathFrom } from '../generate/paths.js'
import type { Diagnostic } from '../model/diagnostic.js'
import { GenDockerfileError } from '../model/error.js'
import { nearest } from '../words/nearest.js'
import { type PlainFile, plainFileFinder } from './plain-file.js'
import { readFailure } from './read-input.js'

/** A Dockerfile that a command is to read. */
export interface InputFile {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly name: string
  /** Absolute; `undefined` for standard input. */
  readonly path: string | undefined
}

/** The files that arguments name, and a failure for each argument that names none. */
export interface FoundInputs {
  readonly files: readonly InputFile[]
  readonly failures: readonly Diagnostic[]
}

/** What stands beside Dockerfiles and is named like one: ignore files, our sources, templates of other tools. */
const notOne = /\.(?:dockerignore|containerignore|[cm]?[jt]s|j2|jinja2?|tmpl|template|tpl|hbs|erb|in|md|orig|bak|swp)$/

const likeOne = /^(?:.+\.)?(?:[Dd]ockerfile|[Cc]ontainerfile)$|^(?:Docker|Container)file\../

const isNamedLikeDockerfile = (name: string): boolean => likeOne.test(name) && !notOne.test(name)

const search = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const { glob } = await import('tinyglobby')
  const found = await glob([pattern], {
    cwd,
    ignore: ['**/node_modules/**', '**/.git/**'],
    absolute: true,
    dot: true,
    onlyFiles: false,
    expandDirectories: false,
    followSymbolicLinks: false,
  })
  return found.map((path) => resolve(path)).sort()
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true

const ofFolder = async (folder: string): Promise<readonly string[]> =>
  (await search('**', folder)).filter((path) => isNamedLikeDockerfile(basename(path)) && isFile(path))

/** Ignore files are found by globs that ask for them. */
const ignoreFile = /\.(?:dockerignore|containerignore)$/

const ofGlob = async (pattern: string, cwd: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const path of await search(pattern, cwd)) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) found.push(...(await ofFolder(path)))
    else if (isFile(path) && (ignoreFile.test(pattern) || !ignoreFile.test(path))) found.push(path)
  }
  return found
}

const byDefault = (cwd: string): string => {
  const found = ['Dockerfile', 'Containerfile'].map((name) => join(cwd, name)).find(isFile)
  if (found !== undefined) return found
  throw new GenDockerfileError({
    code: 'no-dockerfile',
    message: 'There is no `Dockerfile` in this folder.',
    hint: 'Name files, folders or globs in quotes: `.` stands for every Dockerfile below this folder.',
  })
}

const siblingsOf = (path: string): readonly string[] => {
  try {
    return readdirSync(resolve(path, '..'))
  } catch {
    return []
  }
}

const nothingThere = (given: string, path: string): GenDockerfileError => {
  const near = nearest(basename(path), siblingsOf(path))
  return new GenDockerfileError({
    code: 'path-not-found',
    message: `There is no file or folder \`${given}\`.`,
    hint:
      near === undefined
        ? 'Name a Dockerfile, a folder with some below it, or a glob in quotes.'
        : `Did you mean \`${given.slice(0, given.length - basename(path).length)}${near}\`?`,
  })
}

const ofFolderOrGlob = async (given: string, cwd: string): Promise<readonly string[]> => {
  const path = resolve(cwd, given)
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory()
  if (isFolder === false) return [path]
  if (isFolder === undefined && !/[*?[\]{}!]/.test(given)) throw nothingThere(given, path)
  const found = isFolder ? await ofFolder(path) : await ofGlob(given, cwd)
  if (found.length > 0) return found
  throw new GenDockerfileError({
    code: 'no-dockerfile',
    message: isFolder ? `There is no Dockerfile in or below \`${given}\`.` : `\`${given}\` matches no file.`,
    hint: 'Looked for are `Dockerfile`, `Dockerfile.*`, `*.Dockerfile` and `Containerfile`; name other files one by one.',
  })
}

/**
 * Finds the Dockerfiles that arguments name: files, folders (with all that is named like a Dockerfile below them, except in
 * `node_modules` and `.git`), globs, and `-` for standard input. Without arguments it is `./Dockerfile`, else
 * `./Containerfile`. In the order of the arguments, sorted within each, none twice.
 *
 * @example
 * ```ts
 * await findInputFiles(['services'], '/repo')
 * // { files: [{ name: 'services/api/Dockerfile', path: '/repo/services/api/Dockerfile' }], failures: [] }
 * ```
 */
export const findInputFiles = async (args: readonly string[], cwd: string): Promise<FoundInputs> => {
  const files = new Map<string, InputFile>()
  const failures: Diagnostic[] = []
  const plainFile = plainFileFinder(cwd)
  const add = ({ path, real, name }: PlainFile): void => {
    if (!files.has(real)) files.set(real, { name, path })
  }
  const addPath = (path: string): void => add({ path, real: realPath(path), name: pathFrom(cwd, path) })
  for (const given of args.length === 0 ? [undefined] : args) {
    if (given === '-') {
      files.set('-', { name: '-', path: undefined })
      continue
    }
    try {
      if (given === undefined) {
        addPath(byDefault(cwd))
        continue
      }
      const plain = plainFile(given)
      if (plain !== undefined) add(plain)
      else for (const each of await ofFolderOrGlob(given, cwd)) addPath(each)
    } catch (error) {
      failures.push(error instanceof GenDockerfileError ? failureOf(error, given) : readFailure(given ?? '.', error))
    }
  }
  return { files: [...files.values()], failures }
}
