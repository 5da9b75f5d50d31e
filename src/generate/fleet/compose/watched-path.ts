import { posix } from 'node:path'
import type { PlacedSource } from '../../../analysis/context-sources.js'
import { resolvePosix } from '../../../analysis/posix-path.js'
import { copyParts } from '../../../ignore/index.js'

/** A source of a COPY as a rule of `develop.watch` names it. */
export interface WatchedPath {
  /** A folder or a file, relative to the build context. */
  readonly path: string
  /** Patterns of what is meant in the folder. */
  readonly include?: readonly string[]
  /** Patterns of what is left out. */
  readonly ignore?: readonly string[]
  /** Where the container has the path; absent where that is not one place. */
  readonly target?: string
}

const optional = <Value>(name: string, value: Value | undefined) => (value === undefined ? {} : { [name]: value })

/** The part of a pattern in front of its first wildcard, and the rest. */
const splitGlob = (pattern: string): readonly [literal: string, rest: string] => {
  const names = pattern.split('/')
  const wildAt = names.findIndex((name) => /[*?[]/.test(name))
  return wildAt === -1 ? [pattern, ''] : [names.slice(0, wildAt).join('/'), names.slice(wildAt).join('/')]
}

const destinationOf = ({ step: { copy, before } }: PlacedSource): string | undefined => {
  if (copy === undefined || !copy.destination.certain) return undefined
  const { value } = copy.destination
  return before.workdir === undefined && !value.startsWith('/') ? undefined : resolvePosix(before.workdir ?? '/', value)
}

/** With `--parents` each file keeps its way below the destination. */
const withParents = (source: PlacedSource, destination: string | undefined): WatchedPath => {
  const { head, glob, include = '' } = copyParts(source)
  if (glob !== '') return { path: head || '.' }
  const [literal, rest] = splitGlob(include)
  // They are relative to what is copied, which is above the path where that has a literal part.
  const ignore = source.exclude?.filter((pattern) => literal === '' || pattern.startsWith('**/')) ?? []
  return {
    path: posix.join('.', head, literal),
    ...(rest === '' ? {} : { include: [rest] }),
    ...(ignore.length === 0 ? {} : { ignore }),
    ...optional('target', destination === undefined ? undefined : posix.join(destination, literal)),
  }
}

/** What to watch for a source, and where its files are in the container. */
export const watchedPath = (source: PlacedSource, isFolder: (path: string) => boolean): WatchedPath => {
  const destination = destinationOf(source)
  if (source.parents === true) return withParents(source, destination)
  const { head, glob } = copyParts(source)
  const path = head || '.'
  const ignore = optional('ignore', source.exclude)
  if (glob !== '') {
    // Of folders the contents are copied, all into one; a name with an extension is that of a file.
    const isFiles = !glob.includes('/') && /\.\w+$/.test(glob)
    return { path, include: [glob], ...ignore, ...optional('target', isFiles ? destination : undefined) }
  }
  if (path === '.' || isFolder(path)) return { path, ...ignore, ...optional('target', destination) }
  const isInto = /(?:^|\/)\.{0,2}$/.test(source.step.copy?.destination.value ?? '')
  const file = isInto && destination !== undefined ? posix.join(destination, posix.basename(path)) : destination
  return { path, ...optional('target', file) }
}
