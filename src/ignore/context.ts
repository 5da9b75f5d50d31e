import type { DirectoryNode, FileTree, TreeNode } from '../model/file-tree.js'
import { compareBytes } from './go-path.js'
import type { Matcher, ParentMatches } from './matcher.js'

/** Something that is sent to the builder; `path` is relative to the context, with `/` and without a final one. */
export interface ContextEntry {
  readonly path: string
  readonly node: TreeNode
}

/** A directory on the way down. It is sent when it is kept itself, or with the first kept path below it. */
interface Level {
  readonly path: string
  readonly node: DirectoryNode
  readonly matches: ParentMatches
  isSent: boolean
}

/**
 * Walks what BuildKit sends of a context, in its order, as tonistiigi/fsutil's filter does: names by bytes, a directory
 * before what is in it, and an excluded directory only when something below it is kept. Directories in which no
 * exception can lie are not read at all.
 *
 * Throws `bad-ignore-pattern` where the build would fail, after having visited what comes before.
 */
export const walkContext = (tree: FileTree, matcher: Matcher, visit: (entry: ContextEntry) => void): void => {
  const mayPrune = canPrune(matcher)
  const exceptions = matcher.patterns
    .filter((pattern) => pattern.keeps)
    .map((pattern) => `${withoutGlob(pattern.glob)}/`)

  const walk = (directory: DirectoryNode, prefix: string, above: readonly Level[]) => {
    for (const [name, node] of [...directory.entries].sort(([left], [right]) => compareBytes(left, right))) {
      const path = prefix + name
      const { excluded, matches } = matcher.excludesBelow(path, above.at(-1)?.matches)
      const isDirectory = node.kind === 'directory'
      if (excluded && isDirectory && mayPrune && !exceptions.some((each) => each.startsWith(`${path}/`))) continue
      if (!excluded) {
        for (const level of above) {
          if (!level.isSent) visit({ path: level.path, node: level.node })
          level.isSent = true
        }
        visit({ path, node })
      }
      if (isDirectory) walk(node, `${path}/`, [...above, { path, node, matches, isSent: !excluded }])
    }
  }
  walk(tree, '', [])
}

/**
 * What BuildKit may send of a context: every file, link and directory that the ignore file leaves.
 *
 * Throws `bad-ignore-pattern` where the build would fail.
 *
 * @example
 * contextOf(fileTree(['a/b', 'c']), createMatcher(['*', '!a/b'])).map((entry) => entry.path) // ['a', 'a/b']
 */
export const contextOf = (tree: FileTree, matcher: Matcher): ContextEntry[] => {
  const entries: ContextEntry[] = []
  walkContext(tree, matcher, (entry) => entries.push(entry))
  return entries
}

/** BuildKit looks for exceptions below an excluded directory by prefix, which it can only when none has a wildcard. */
const canPrune = (matcher: Matcher): boolean =>
  matcher.patterns.every((pattern) => !pattern.keeps || !/[*[\]?^\\]/.test(withoutGlob(pattern.glob)))

const withoutGlob = (glob: string): string => glob.replace(/\/\*\*$/, '').replace(/\/\*$/, '')
