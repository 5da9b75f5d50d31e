import { readdirSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type DirectoryNode, type FileNode, searchTree, type TreeNode } from '../model/file-tree.js'
import { remember } from '../model/remember.js'

/** A file whose size is asked for when somebody wants to know. */
const fileNode = (path: string): FileNode => ({
  kind: 'file',
  get size() {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0
  },
})

const entriesOf = (folder: string): ReadonlyMap<string, TreeNode> => {
  const entries = new Map<string, TreeNode>()
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) entries.set(entry.name, directoryNode(path))
      else if (entry.isSymbolicLink()) entries.set(entry.name, { kind: 'symlink', target: readlinkSync(path) })
      else entries.set(entry.name, fileNode(path))
    }
  } catch {
    // What cannot be read is empty: the build itself will tell.
  }
  return entries
}

const directoryNode = (folder: string): DirectoryNode => {
  let entries: ReadonlyMap<string, TreeNode> | undefined
  return {
    kind: 'directory',
    get entries() {
      return (entries ??= entriesOf(folder))
    },
  }
}

/**
 * A folder of the disk as a tree that reads each directory, and the size of each file, when it is first looked at. What was found
 * at a path is remembered: services of one context name much the same.
 */
export const diskTree = (folder: string): DirectoryNode => {
  const tree = directoryNode(folder)
  return {
    kind: 'directory',
    get entries() {
      return tree.entries
    },
    find: remember((path) => searchTree(tree, path)),
  }
}
