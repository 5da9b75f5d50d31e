import { dirname, join, relative } from 'node:path'
import { look } from '../disk/journal.js'

/** What a configuration is called. */
export const configNames: readonly string[] = ['gen-dockerfile.yaml', 'gen-dockerfile.yml']

/** Finds the configuration of a folder; each folder is looked into once. */
export type ConfigFinder = (folder: string) => string | undefined

const isBelow = (folder: string, path: string): boolean => !/^\.\.(?:[/\\]|$)|^[A-Za-z]:/.test(relative(folder, path))

/** A function of a folder whose answers are remembered. */
const remembering = <Value>(search: (folder: string) => Value): ((folder: string) => Value) => {
  const known = new Map<string, { readonly value: Value }>()
  return (folder) => {
    const found = known.get(folder) ?? { value: search(folder) }
    known.set(folder, found)
    return found.value
  }
}

/**
 * Makes a finder of the `gen-dockerfile.yaml` that is in force in a folder: the nearest one, in it or above, up to the folder
 * with `.git`; outside of a repository up to `cwd`, or in the folder alone where that is not below `cwd`.
 *
 * @example
 * ```ts
 * createConfigFinder('/repo')('/repo/services/api') // '/repo/gen-dockerfile.yaml'
 * ```
 */
export const createConfigFinder = (cwd: string): ConfigFinder => {
  const isInRepository = remembering((folder: string): boolean => {
    if (look.exists(join(folder, '.git'))) return true
    return dirname(folder) !== folder && isInRepository(dirname(folder))
  })
  const find: ConfigFinder = remembering((folder: string): string | undefined => {
    const own = configNames.map((name) => join(folder, name)).find((file) => look.exists(file))
    if (own !== undefined) return own
    const parent = dirname(folder)
    const isTop = isInRepository(folder) ? look.exists(join(folder, '.git')) : !isBelow(cwd, parent)
    return isTop ? undefined : find(parent)
  })
  return find
}
