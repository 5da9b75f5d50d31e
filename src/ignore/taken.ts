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
  const { head, glob, include } = copyParts(source)
  const root = follow(tree, head)
  if (root === undefined) return []
  const excludes = (source.exclude ?? []).length > 0 ? createMatcher(source.exclude ?? []) : undefined
  const includes = include === undefined ? undefined : createMatcher([include])
  const taken: string[] = []
  for (const path of glob === '' ? [root] : expand(tree, root, glob)) {
    const node = findInTree(tree, path)
    if (node === undefined) continue
    if (includes === undefined && path !== '') taken.push(path)
    if (node.kind === 'directory')
      collect(node, path, '', { includes, excludes, way: literalNames(include ?? '') }, {}, taken)
  }
  return [...new Set(taken)].sort(compareBytes)
}

/** Whether a COPY, ADD or bind mount takes anything from a tree: looks no further than at the first path. */
export const takesAnything = (tree: FileTree, source: ContextSource): boolean => {
  const { head, include, plain } = copyParts(source)
  if (plain === undefined || (source.exclude ?? []).length > 0) return takenBy(tree, source).length > 0
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

/** Patterns are relative to the directory that is copied, which they never exclude itself. */
const collect = (
  directory: DirectoryNode,
  base: string,
  below: string,
  filters: Filters,
  carried: Carried,
  taken: string[],
  depth = 0,
): void => {
  for (const [name, node] of entriesOf(directory, filters.way[depth])) {
    const relative = below + name
    const path = base === '' ? relative : `${base}/${relative}`
    const included = filters.includes?.excludesBelow(relative, carried.included)
    const excluded = filters.excludes?.excludesBelow(relative, carried.excluded)
    if (included?.excluded !== false && excluded?.excluded !== true) taken.push(path)
    if (node.kind !== 'directory') continue
    const next = {
      ...(included && { included: included.matches }),
      ...(excluded && { excluded: excluded.matches }),
    }
    collect(node, base, `${relative}/`, filters, next, taken, depth + 1)
  }
}

/** The matches of a glob; nothing is looked for below a directory that matches. */
const expand = (tree: FileTree, root: string, glob: string): string[] => {
  const found: string[] = []
  // Only a class such as `[^a]` matches a slash.
  const deepest = glob.includes('[') ? Infinity : glob.split('/').length
  const search = (directory: DirectoryNode, prefix: string, depth: number) => {
    for (const [name, node] of directory.entries) {
      const relative = prefix + name
      if (goMatch(glob, relative) === 'match') found.push(root === '' ? relative : `${root}/${relative}`)
      else if (node.kind === 'directory' && depth < deepest) search(node, `${relative}/`, depth + 1)
    }
  }
  const start = findInTree(tree, root)
  if (start?.kind === 'directory') search(start, '', 1)
  return found
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
