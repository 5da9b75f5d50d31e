import type { DirectoryNode, FileTree, TreeNode } from '../model/file-tree.js'
import { descend, type Level } from './descent.js'
import { compareBytes } from './go-path.js'
import type { Matcher } from './matcher.js'

/** Something that is sent to the builder; `path` is relative to the context, with `/` and without a final one. */
export interface ContextEntry {
  readonly path: string
  readonly node: TreeNode
}

/** A directory on the way down. It is sent when it is kept itself, or with the first kept path below it. */
interface Open {
  readonly path: string
  readonly node: DirectoryNode
}

/**
 * Walks what BuildKit sends of a context, in its order, as tonistiigi/fsutil's filter does: names by bytes, a directory
 * before what is in it, and an excluded directory only when something below it is kept. Directories in which no
 * exception can lie are not read at all.
 *
 * Throws `bad-ignore-pattern` where the build would fail, after having visited what comes before.
 */
export const walkContext = (tree: FileTree, matcher: Matcher, visit: (entry: ContextEntry) => void): void => {
  const descent = descend(matcher)
  /** The excluded directories above, until something in them is kept. */
  const waiting: Open[] = []

  const walk = (directory: DirectoryNode, prefix: string, level: Level) => {
    for (const [name, node] of [...directory.entries].sort(([left], [right]) => compareBytes(left, right))) {
      const path = prefix + name
      const inner = node.kind === 'directory' ? level.enter(name) : undefined
      const excluded = descent.excludes(inner?.decidedBy ?? level.decide(name))
      if (!excluded) {
        for (const open of waiting.splice(0)) visit(open)
        visit({ path, node })
      }
      if (inner === undefined || node.kind !== 'directory' || (excluded && descent.prunes(path))) continue
      const open = { path, node }
      if (excluded) waiting.push(open)
      walk(node, `${path}/`, inner.level)
      if (waiting.at(-1) === open) waiting.pop()
    }
  }
  walk(tree, '', descent.root)
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
