import { realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { firstFile } from '../../context/ignore-file.js'
import { pathKind } from '../../context/path-kind.js'
import { GenDockerfileError } from '../../model/error.js'

/** A path as the user knows it: relative to the working directory, with `/`. */
export const shownFrom = (cwd: string, path: string): string => relative(cwd, path).split(sep).join('/') || '.'

/** The folder that is the build context, links followed. Throws `context-not-found`. */
export const contextFolder = (cwd: string, name: string): string => {
  const path = resolve(cwd, name)
  const kind = pathKind(path)
  if (kind === 'directory') return realpathSync(path)
  throw new GenDockerfileError({
    code: 'context-not-found',
    message:
      kind === 'missing'
        ? `There is no folder \`${name}\` that can be read.`
        : `\`${name}\` is not a folder, which a build context is.`,
    hint: 'Name the folder that `docker build` gets as its last argument.',
  })
}

/**
 * The file that an option names, relative to the working directory or else to the context. Throws `file-not-found`.
 *
 * @param places the working directory and the context, absolute
 */
export const fileOf = (option: string, name: string, places: readonly string[]): string => {
  const candidates = places.map((place) => resolve(place, name))
  const found = firstFile(candidates)
  if (found !== undefined) return found
  throw new GenDockerfileError({
    code: 'file-not-found',
    message: candidates.every((path) => pathKind(path) === 'missing')
      ? `There is no file \`${name}\`, which \`${option}\` names.`
      : `\`${name}\`, which \`${option}\` names, is not a file.`,
    hint: 'Write the path relative to the working directory or to the build context.',
  })
}

/** A path relative to the context, with `/`. Throws `outside-context`. */
export const pathInContext = (path: string, root: string): string => {
  const inner = relative(root, resolve(root, path)).split(sep).join('/')
  if (inner !== '' && inner !== '..' && !inner.startsWith('../')) return inner
  throw new GenDockerfileError({
    code: 'outside-context',
    message:
      inner === ''
        ? `\`${path}\` is the context itself, which no pattern can ignore.`
        : `\`${path}\` lies outside of the build context, so that no build can copy it.`,
    hint: 'Write paths relative to the build context.',
  })
}
