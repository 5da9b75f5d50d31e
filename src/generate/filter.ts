import { GenDockerfileError } from '../model/error.js'
import { matchesPath, parseMemberPattern } from '../project/workspaces/member-pattern.js'
import { isGlob } from './folder-glob.js'

/** One `--filter`, taken apart. */
export interface Filter {
  /** As it was written. */
  readonly text: string
  /** `!`: takes away. */
  readonly isExcluding: boolean
  /** `...name`: also what needs it. */
  readonly dependents: boolean
  /** `name...`: also what it needs. */
  readonly dependencies: boolean
  readonly kind: 'name' | 'path'
  /** A name, a path, or a glob of either. */
  readonly pattern: string
}

/** `./api`, `services/api`, `services/*` and `.` are paths; `@shop/api` is a name. */
const isPath = (text: string): boolean =>
  /^\.{1,2}(?:$|\/)|^\//.test(text) || (text.includes('/') && !text.startsWith('@'))

/**
 * Takes a filter apart: `web`, `@shop/*`, `./services/web`, `services/*`, `...db` (and what needs it), `web...` (and what it
 * needs), `!old`.
 *
 * @example
 * ```ts
 * parseFilter('...@shop/db') // { kind: 'name', pattern: '@shop/db', dependents: true, … }
 * ```
 * @throws GenDockerfileError `invalid-filter`
 */
export const parseFilter = (text: string): Filter => {
  const [, excluding = '', before = '', pattern = '', after = ''] = /^(!?)(\.{3})?([^]*?)(\.{3})?$/.exec(text) ?? []
  if (pattern === '') {
    throw new GenDockerfileError({
      code: 'invalid-filter',
      message: `The filter \`${text}\` names no service.`,
      hint: 'Write a name, a path such as `./services/web`, a glob, `...name` for it and what needs it, or `name...` for it and what it needs.',
    })
  }
  return {
    text,
    isExcluding: excluding !== '',
    dependents: before !== '',
    dependencies: after !== '',
    kind: isPath(pattern) ? 'path' : 'name',
    pattern,
  }
}

const normal = (path: string): string =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/') || '.'

/** A test of names or folders by a glob, read as the patterns of workspaces are. */
const globTest = (glob: string): ((path: string) => boolean) => {
  const patterns = parseMemberPattern(glob)
  return (path) => patterns.some((pattern) => matchesPath(pattern, path === '.' ? [] : path.split('/')))
}

/** A test for the names that a filter means: `web` is also the `@shop/web` of a manifest. */
export const nameTest = ({ pattern }: Filter): ((name: string) => boolean) => {
  if (!isGlob(pattern)) return (name) => name === pattern || name.replace(/^@[^/]*\//, '') === pattern
  const matches = globTest(pattern)
  return (name) => matches(name) || matches(name.replace(/^@[^/]*\//, ''))
}

/** A test for folders, relative to the working directory: the folder that a path names and those below, or what a glob matches. */
export const pathTest = ({ pattern }: Filter): ((folder: string) => boolean) => {
  const path = normal(pattern)
  if (isGlob(path)) return globTest(path)
  return (folder) => folder === path || (path === '.' ? !folder.startsWith('../') : folder.startsWith(`${path}/`))
}
