import type { Facts } from '../../project/facts.js'
import { joinPaths } from '../join-paths.js'

/** A path of the service as a path of the build context: `cmd/api` of the member `apps/shop` is `apps/shop/cmd/api`. */
export const inContext = (facts: Pick<Facts, 'dir'>, path: string): string => joinPaths(facts.dir, path)

/** Whether a path of the context leaves it. */
export const leavesContext = (path: string): boolean => path === '..' || path.startsWith('../')

/** Sorted by code unit, without repetitions and without what lies in another folder of the list. */
export const outermost = (paths: readonly string[]): readonly string[] => {
  if (paths.length === 0) return paths
  const unique = [...new Set(paths)].sort()
  if (unique.includes('.')) return ['.']
  return unique.filter((path) => !unique.some((other) => path.startsWith(`${other}/`)))
}

/** Whether an entry of the build context's folder is there. */
export const hasContextEntry = (facts: Pick<Facts, 'contextFiles'>, name: string): boolean =>
  facts.contextFiles.some((entry) => entry.name === name)
