import { type DirectoryNode, type FileTree, findInTree } from '../model/file-tree.js'
import { descend, type Level } from './descent.js'
import type { Matcher } from './matcher.js'
import { namedPaths } from './named-paths.js'

interface Place {
  readonly directory: DirectoryNode
  readonly level: Level
}

/**
 * Makes a test for paths that are surely sent, which looks at nothing but the way to them: a path that is there, is no link and
 * has none on its way, and that the ignore file keeps. Of any other path only {@link walkContext} tells.
 *
 * @example
 * const isSent = sentTest(fileTree(['src/main.go', 'go.mod']), createMatcher(['*', '!src']))
 * isSent('src/main.go') // true
 * isSent('go.mod') // false
 */
export const sentTest = (tree: FileTree, matcher: Matcher): ((path: string) => boolean) => {
  const isNamed = namedPaths(matcher)
  let walk: ((path: string) => boolean) | undefined
  return (path) => {
    // Most of what is copied is what the list is made of.
    if (isNamed?.(path) !== true) return (walk ??= walkingTest(tree, matcher))(path)
    const node = findInTree(tree, path)
    return node !== undefined && node.kind !== 'symlink'
  }
}

/** Goes down to the path. */
const walkingTest = (tree: FileTree, matcher: Matcher): ((path: string) => boolean) => {
  const { root, excludes, prunes } = descend(matcher)
  const places = new Map<string, Place | undefined>([['', { directory: tree, level: root }]])
  const placeOf = (path: string): Place | undefined => {
    if (!places.has(path)) places.set(path, enter(path))
    return places.get(path)
  }
  const enter = (path: string): Place | undefined => {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    const above = placeOf(path.slice(0, Math.max(0, slash)))
    const directory = above?.directory.entries.get(name)
    if (above === undefined || directory?.kind !== 'directory') return undefined
    const { decidedBy, level } = above.level.enter(name)
    return excludes(decidedBy) && prunes(path) ? undefined : { directory, level }
  }
  return (path) => {
    const slash = path.lastIndexOf('/')
    const name = path.slice(slash + 1)
    const above = placeOf(path.slice(0, Math.max(0, slash)))
    const node = above?.directory.entries.get(name)
    if (above === undefined || node === undefined || node.kind === 'symlink') return false
    return !excludes(node.kind === 'directory' ? above.level.enter(name).decidedBy : above.level.decide(name))
  }
}
