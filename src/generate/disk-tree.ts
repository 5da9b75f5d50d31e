import { join } from 'node:path'
import { look } from '../disk/journal.js'
import { type DirectoryNode, type FileNode, searchTree, type TreeNode } from '../model/file-tree.js'
import { remember } from '../model/remember.js'
import type { RecentListings } from '../project/recent-listings.js'

/** A file whose size is asked for when somebody wants to know. There can be very many, so each is as small as can be. */
class DiskFile implements FileNode {
  readonly kind = 'file'
  readonly #folder: string
  readonly #name: string

  constructor(folder: string, name: string) {
    this.#folder = folder
    this.#name = name
  }

  get size(): number {
    return look.size(join(this.#folder, this.#name))
  }
}

/** A folder that is read when it is first looked into. */
class DiskDirectory implements DirectoryNode {
  readonly kind = 'directory'
  readonly #path: string
  readonly #listings: RecentListings | undefined
  #entries: ReadonlyMap<string, TreeNode> | undefined

  constructor(path: string, listings: RecentListings | undefined) {
    this.#path = path
    this.#listings = listings
  }

  get entries(): ReadonlyMap<string, TreeNode> {
    return (this.#entries ??= entriesOf(this.#path, this.#listings))
  }
}

const entriesOf = (folder: string, listings: RecentListings | undefined): ReadonlyMap<string, TreeNode> => {
  const entries = new Map<string, TreeNode>()
  const addFolder = (name: string): void => {
    entries.set(name, new DiskDirectory(`${folder}/${name}`, listings))
  }
  const listed = listings?.take(folder)
  if (listed !== undefined) {
    for (const { name, kind } of listed) {
      if (kind === 'dir') addFolder(name)
      else entries.set(name, new DiskFile(folder, name))
    }
    return entries
  }
  for (const { name, kind, target } of look.tree(folder)) {
    if (kind === 'directory') addFolder(name)
    else if (target !== undefined) entries.set(name, { kind: 'symlink', target })
    else entries.set(name, new DiskFile(folder, name))
  }
  return entries
}

/**
 * A folder of the disk as a tree that reads each directory, and the size of each file, when it is first looked at. What was found
 * at a path is remembered: services of one context name much the same. A folder that is in `listings` is not listed again.
 */
export const diskTree = (folder: string, listings?: RecentListings): DirectoryNode => {
  const tree = new DiskDirectory(folder, listings)
  return {
    kind: 'directory',
    get entries() {
      return tree.entries
    },
    find: remember((path) => searchTree(tree, path)),
  }
}
