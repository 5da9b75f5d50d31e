import { descend } from '../../ignore/descent.js'
import type { Level } from '../../ignore/descent.js'
import { createMatcher } from '../../ignore/index.js'
import type { Matcher } from '../../ignore/index.js'
import type { DirectoryNode, FileTree } from '../../model/file-tree.js'

/** The first path below a folder of the context that a pattern without a slash matches by its name, and that is sent. */
export const firstMatch = (tree: FileTree, matcher: Matcher, pattern: string): string | undefined => {
  const sent = descend(matcher)
  const names = createMatcher([pattern])
  const look = (directory: DirectoryNode, prefix: string, level: Level): string | undefined => {
    for (const [name, node] of directory.entries) {
      const below = node.kind === 'directory' ? level.enter(name) : undefined
      const excluded = sent.excludes(below?.decidedBy ?? level.decide(name))
      if (prefix !== '' && !excluded && names.excludes(name)) return prefix + name
      if (below === undefined || node.kind !== 'directory' || excluded) continue
      const found = look(node, `${prefix}${name}/`, below.level)
      if (found !== undefined) return found
    }
    return undefined
  }
  return look(tree, '', sent.root)
}
