import { type DirectoryNode, type FileTree, findInTree, type TreeNode } from '../model/file-tree.js'
import { compareBytes } from './go-path.js'
import { goMatch } from './go-match.js'
import { createMatcher, type Matcher, type ParentMatches } from './matcher.js'
import { copyParts } from './source-path.js'
import { type ContextSource, literalNames } from './source-pattern.js'

/**
 * The paths that a COPY, ADD or bind mount takes from a tree, sorted: files, links and directories, with everything below
 * a directory. Empty when the source does not exist. A link on the way to the source is followed, as BuildKit does.
 *
 * @example
 * takenBy(fileTree(['cmd/a.go', 'cmd/b.go']), { kind: 'copy', path: 'cmd/*.go' }) // ['cmd/a.go', 'cmd/b.go']
 */
export const takenBy = (tree: FileTree, source: ContextSource): string[] => {
  const taken = new Set<string>()
  take(tree, source, (path) => {
    taken.add(path)
    return false
  })
  return [...taken].sort(compareBytes)
}

/** Is told of a path that is taken, maybe more than once; whether that is enough. */
type Taker = (path: string) => boolean

/** Goes through what a source takes. Whether somebody had enough. */
const take = (tree: FileTree, source: ContextSource, taker: Taker): boolean => {
  const { head, glob, include } = copyParts(source)
  const root = follow(tree, head)
  if (root === undefined) return false
  const excludes = (source.exclude ?? []).length > 0 ? createMatcher(source.exclude ?? []) : undefined
  const includes = include === undefined ? undefined : createMatcher([include])
  const filters: Filters = { includes, excludes, way: literalNames(include ?? ''), deepest: depthOf(include) }
  const takeOne = (path: string): boolean => {
    const node = findInTree(tree, path)
    if (node === undefined) return false
    if (includes === undefined && path !== '' && taker(path)) return true
    return node.kind === 'directory' && collect(node, path, '', filters, {}, taker)
  }
  return glob === '' ? takeOne(root) : expand(tree, root, glob, takeOne)
}

/** Two stars match a slash, and so may what means something in an expression. */
const mayReachDeeper = /^!|\*\*|[[\]\\^|{}\n]/

/** How many names a path has that a pattern matches; what is below one that matches is taken with it. */
const depthOf = (include: string | undefined): number =>
  include === undefined || mayReachDeeper.test(include) ? Infinity : include.split('/').length

/** Whether a COPY, ADD or bind mount takes anything from a tree: looks no further than at the first path. */
export const takesAnything = (tree: FileTree, source: ContextSource): boolean => {
  const { head, include, plain } = copyParts(source)
  if (plain === undefined || (source.exclude ?? []).length > 0) return take(tree, source, () => true)
  const found = findInTree(tree, plain)
  // Of `--parents` a link is taken itself.
  if (found !== undefined && (found.kind !== 'symlink' || include !== undefined)) return true
  const path = follow(tree, head)
  const start = path === undefined ? undefined : findInTree(tree, path)
  if (include === undefined || start === undefined) return start !== undefined
  return start.kind === 'directory' && findInTree(start, include) !== undefined
}

interface Filters {
  readonly includes: Matcher | undefined
  readonly excludes: Matcher | undefined
  /** The names that lead to all that the first can match: nothing else is looked at on that way. */
  readonly way: readonly string[]
  /** How deep what the first matches can lie. */
  readonly deepest: number
}

/** What is in a directory, or that of it which is on the way. */
const entriesOf = ({ entries }: DirectoryNode, name: string | undefined): Iterable<readonly [string, TreeNode]> => {
  if (name === undefined) return entries
  const node = entries.get(name)
  return node === undefined ? [] : [[name, node]]
}

interface Carried {
  readonly included?: ParentMatches
  readonly excluded?: ParentMatches
}

/** Patterns are relative to the directory that is copied, which they never exclude itself. Whether somebody had enough. */
const collect = (
  directory: DirectoryNode,
  base: string,
  below: string,
  filters: Filters,
  carried: Carried,
  taker: Taker,
  depth = 0,
): boolean => {
  for (const [name, node] of entriesOf(directory, filters.way[depth])) {
    const relative = below + name
    const path = base === '' ? relative : `${base}/${relative}`
    const included = filters.includes?.excludesBelow(relative, carried.included)
    const excluded = filters.excludes?.excludesBelow(relative, carried.excluded)
    const isIncluded = included?.excluded !== false
    if (isIncluded && excluded?.excluded !== true && taker(path)) return true
    if (node.kind !== 'directory' || (!isIncluded && depth + 1 >= filters.deepest)) continue
    const next = {
      ...(included && { included: included.matches }),
      ...(excluded && { excluded: excluded.matches }),
    }
    if (collect(node, base, `${relative}/`, filters, next, taker, depth + 1)) return true
  }
  return false
}

/** The matches of a glob; nothing is looked for below a directory that matches. Whether somebody had enough. */
const expand = (tree: FileTree, root: string, glob: string, taker: Taker): boolean => {
  // Only a class such as `[^a]` matches a slash.
  const deepest = glob.includes('[') ? Infinity : glob.split('/').length
  const search = (directory: DirectoryNode, prefix: string, depth: number): boolean => {
    for (const [name, node] of directory.entries) {
      const relative = prefix + name
      if (goMatch(glob, relative) === 'match') {
        if (taker(root === '' ? relative : `${root}/${relative}`)) return true
      } else if (node.kind === 'directory' && depth < deepest && search(node, `${relative}/`, depth + 1)) return true
    }
    return false
  }
  const start = findInTree(tree, root)
  return start?.kind === 'directory' && search(start, '', 1)
}

const mostLinks = 255

/** The real path behind links, within the tree: an absolute link begins at the context. */
const follow = (tree: FileTree, path: string): string | undefined => {
  const names = path.split('/').filter((name) => name !== '')
  const real: string[] = []
  for (let links = 0; names.length > 0;) {
    const name = names.shift() ?? ''
    if (name === '' || name === '.') continue
    if (name === '..') {
      real.pop()
      continue
    }
    const node: TreeNode | undefined = findInTree(tree, [...real, name].join('/'))
    if (node === undefined) return undefined
    if (node.kind !== 'symlink') {
      real.push(name)
      continue
    }
    if (++links > mostLinks) return undefined
    if (node.target.startsWith('/')) real.length = 0
    names.unshift(...node.target.split('/'))
  }
  return real.join('/')
}
