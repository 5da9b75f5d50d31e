import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** The home of the account; empty where it has none, as one has that a container made up. */
const homeOr = (find: () => string): string => {
  try {
    return find()
  } catch {
    return ''
  }
}

/**
 * Where what was made of many services is kept: `$GEN_DOCKERFILE_CACHE`, else `gen-dockerfile` of the user's cache folder.
 * `undefined` where somebody does not want that, or where there is no place.
 *
 * ```ts
 * keptFolder({ XDG_CACHE_HOME: '/caches' }) // '/caches/gen-dockerfile'
 * keptFolder({ GEN_DOCKERFILE_CACHE: '' })  // undefined
 * ```
 */
export const keptFolder = (env: NodeJS.ProcessEnv, home: () => string = homedir): string | undefined => {
  const { GEN_DOCKERFILE_CACHE: chosen, XDG_CACHE_HOME: caches, LOCALAPPDATA: local } = env
  if (chosen !== undefined) return chosen === '' ? undefined : resolve(chosen)
  const named = caches || local
  if (named) return join(named, 'gen-dockerfile')
  const own = homeOr(home)
  return own === '' ? undefined : join(own, '.cache', 'gen-dockerfile')
}
