import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type DirectoryNode, type FileNode, searchTree, type TreeNode } from '../model/file-tree.js'
import { remember } from '../model/remember.js'

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
    return statSync(join(this.#folder, this.#name), { throwIfNoEntry: false })?.size ?? 0
  }
}

/** A folder that is read when it is first looked into. */
class DiskDirectory implements DirectoryNode {
  readonly kind = 'directory'
  readonly #path: string
  #entries: ReadonlyMap<string, TreeNode> | undefined

  constructor(path: string) {
    this.#path = path
  }

  get entries(): ReadonlyMap<string, TreeNode> {
    return (this.#entries ??= entriesOf(this.#path))
  }
}

const entriesOf = (folder: string): ReadonlyMap<string, TreeNode> => {
  const entries = new Map<string, TreeNode>()
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const { name } = entry
      if (entry.isDirectory()) entries.set(name, new DiskDirectory(`${folder}/${name}`))
      else if (entry.isSymbolicLink()) entries.set(name, { kind: 'symlink', target: readlinkSync(join(folder, name)) })
      else entries.set(name, new DiskFile(folder, name))
    }
  } catch {
    // What cannot be read is empty: the build itself will tell.
  }
  return entries
}

/**
 * A folder of the disk as a tree that reads each directory, and the size of each file, when it is first looked at. What was found
 * at a path is remembered: services of one context name much the same.
 */
export const diskTree = (folder: string): DirectoryNode => {
  const tree = new DiskDirectory(folder)
  return {
    kind: 'directory',
    get entries() {
      return tree.entries
    },
    find: remember((path) => searchTree(tree, path)),
  }
}
