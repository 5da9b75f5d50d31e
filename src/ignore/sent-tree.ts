import type { DirectoryNode, FileTree, TreeNode } from '../model/file-tree.js'
import { type Descent, descend, type Level } from './descent.js'
import type { Matcher } from './matcher.js'

/** What is sent of a directory, each name decided about when somebody asks for it: one of thousands may be all that is wanted. */
class SentEntries implements ReadonlyMap<string, TreeNode> {
  readonly #directory: DirectoryNode
  readonly #prefix: string
  readonly #level: Level
  readonly #descent: Descent
  readonly #known = new Map<string, TreeNode | undefined>()

  constructor(directory: DirectoryNode, prefix: string, level: Level, descent: Descent) {
    this.#directory = directory
    this.#prefix = prefix
    this.#level = level
    this.#descent = descent
  }

  get(name: string): TreeNode | undefined {
    const known = this.#known.get(name)
    if (known !== undefined || this.#known.has(name)) return known
    const node = this.#directory.entries.get(name)
    const sent = node && this.#sent(name, node)
    this.#known.set(name, sent)
    return sent
  }

  #sent(name: string, node: TreeNode): TreeNode | undefined {
    const { excludes, prunes } = this.#descent
    if (node.kind !== 'directory') return excludes(this.#level.decide(name)) ? undefined : node
    const { decidedBy, level } = this.#level.enter(name)
    const path = this.#prefix + name
    const excluded = excludes(decidedBy)
    if (excluded && prunes(path)) return undefined
    const entries = new SentEntries(node, `${path}/`, level, this.#descent)
    // An excluded directory comes with what is kept in it.
    return excluded && entries.isEmpty ? undefined : { kind: 'directory', entries }
  }

  get isEmpty(): boolean {
    return this.keys().next().done === true
  }

  get size(): number {
    return [...this.keys()].length
  }

  has(name: string): boolean {
    return this.get(name) !== undefined
  }

  *entries(): Generator<[string, TreeNode], undefined> {
    for (const name of this.#directory.entries.keys()) {
      const node = this.get(name)
      if (node !== undefined) yield [name, node]
    }
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this.entries()) yield name
  }

  *values(): Generator<TreeNode, undefined> {
    for (const [, node] of this.entries()) yield node
  }

  [Symbol.iterator](): Generator<[string, TreeNode], undefined> {
    return this.entries()
  }

  forEach(visit: (node: TreeNode, name: string, all: ReadonlyMap<string, TreeNode>) => void): void {
    for (const [name, node] of this.entries()) visit(node, name, this)
  }
}

/**
 * What the builder gets of a context, as {@link walkContext} finds it, as a tree that decides about a path when it is looked at.
 *
 * Looking into it throws `bad-ignore-pattern` where the build would fail.
 *
 * @example
 * findInTree(sentTree(fileTree(['a/b', 'c']), createMatcher(['*', '!a/b'])), 'a')?.kind // 'directory'
 */
export const sentTree = (tree: FileTree, matcher: Matcher): FileTree => {
  const descent = descend(matcher)
  return { kind: 'directory', entries: new SentEntries(tree, '', descent.root, descent) }
}
