/** A regular file; `size` is in bytes where it is known. */
export interface FileNode {
  readonly kind: 'file'
  readonly size?: number
}

/** A symbolic link; `target` is the text of the link, relative to the link's own directory or absolute. */
export interface SymlinkNode {
  readonly kind: 'symlink'
  readonly target: string
}

/** A directory. `entries` may be a getter that reads the disk on first use, so that pruned directories are never read. */
export interface DirectoryNode {
  readonly kind: 'directory'
  readonly entries: ReadonlyMap<string, TreeNode>
  /** What {@link findInTree} finds, for a tree that remembers it. */
  readonly find?: (path: string) => TreeNode | undefined
}

/** What a name in a {@link FileTree} stands for. */
export type TreeNode = FileNode | SymlinkNode | DirectoryNode

/** A directory with everything below it, as data: what rules and the ignore engine look at instead of the disk. */
export type FileTree = DirectoryNode

/** One line of the list that {@link fileTree} takes; a directory's path ends in `/`. */
export interface TreeItem {
  readonly path: string
  readonly size?: number
  readonly target?: string
}

interface GrowingDirectory {
  readonly kind: 'directory'
  readonly entries: Map<string, FileNode | SymlinkNode | GrowingDirectory>
}

const emptyDirectory = (): GrowingDirectory => ({ kind: 'directory', entries: new Map() })

/**
 * Builds a tree from a list of paths with `/`; parents come by themselves, `a/` is an empty directory.
 *
 * @example
 * fileTree(['go.mod', 'cmd/app/main.go', 'tmp/', { path: 'current', target: 'releases/3' }])
 */
export const fileTree = (items: Iterable<string | TreeItem>): FileTree => {
  const root = emptyDirectory()
  for (const entry of items) {
    const item = typeof entry === 'string' ? { path: entry } : entry
    const names = item.path.split('/').filter((name) => name !== '')
    const last = item.path.endsWith('/') ? undefined : names.pop()
    const parent = names.reduce(childDirectory, root)
    if (last !== undefined) parent.entries.set(last, leaf(item))
  }
  return root
}

const leaf = (item: TreeItem): FileNode | SymlinkNode => {
  if (item.target !== undefined) return { kind: 'symlink', target: item.target }
  return item.size === undefined ? { kind: 'file' } : { kind: 'file', size: item.size }
}

const childDirectory = (parent: GrowingDirectory, name: string): GrowingDirectory => {
  const known = parent.entries.get(name)
  if (known?.kind === 'directory') return known
  const created = emptyDirectory()
  parent.entries.set(name, created)
  return created
}

/**
 * Finds a path in a tree without following symbolic links; `.` and the empty path are the tree itself.
 *
 * @example
 * findInTree(tree, 'cmd/app/main.go')?.kind // 'file'
 */
export const findInTree = (tree: FileTree, path: string): TreeNode | undefined =>
  tree.find === undefined ? searchTree(tree, path) : tree.find(path)

/** {@link findInTree} by the entries of directories alone. */
export const searchTree = (tree: FileTree, path: string): TreeNode | undefined => {
  let node: TreeNode | undefined = tree
  for (let start = 0; start <= path.length;) {
    const slash = path.indexOf('/', start)
    const end = slash < 0 ? path.length : slash
    const name = path.slice(start, end)
    start = end + 1
    if (name === '' || name === '.') continue
    if (node.kind !== 'directory') return undefined
    node = node.entries.get(name)
    if (node === undefined) return undefined
  }
  return node
}
