import { lstatSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { type ContextSource, copyParts } from '../ignore/index.js'
import type { FileNode, FileTree, SymlinkNode } from '../model/file-tree.js'

interface Directory {
  readonly kind: 'directory'
  readonly entries: Map<string, FileNode | SymlinkNode | Directory>
}

const directory = (): Directory => ({ kind: 'directory', entries: new Map() })

const namesOf = (path: string): readonly string[] => path.split('/').filter((name) => name !== '' && name !== '.')

/** Puts a node into a tree, with the directories on its way; what is there stays. */
const put = (root: Directory, path: string, node: FileNode | SymlinkNode): void => {
  const names = [...namesOf(path)]
  const last = names.pop()
  if (last === undefined) return
  let at = root
  for (const name of names) {
    const known = at.entries.get(name)
    const next: Directory = known?.kind === 'directory' ? known : directory()
    at.entries.set(name, next)
    at = next
  }
  if (!at.entries.has(last)) at.entries.set(last, node)
}

const linkAt = (path: string): string | undefined => {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true ? readlinkSync(path) : undefined
  } catch {
    return undefined
  }
}

/** The symbolic links on the way to a path, each with its target, as deep as links lead to further ones. */
const linksOn = (context: string, path: string, depth = 0): readonly (readonly [path: string, target: string])[] => {
  if (depth > 40) return []
  const names = namesOf(path)
  for (let length = 1; length <= names.length; length++) {
    const at = names.slice(0, length).join('/')
    const target = linkAt(join(context, at))
    if (target === undefined) continue
    const base = target.startsWith('/') ? '' : names.slice(0, length - 1).join('/')
    const led = join('/', base, target, ...names.slice(length)).slice(1)
    return [[at, target], ...linksOn(context, led, depth + 1)]
  }
  return []
}

/** The symbolic links on the way to a source of a Dockerfile, in a context. */
export const linksTo = (context: string, source: ContextSource): readonly (readonly [path: string, target: string])[] =>
  linksOn(context, copyParts(source).head)

/**
 * A tree of files that changed, whether or not they are there, and of links: what a COPY takes of it is what it takes of the
 * change. Paths are relative to the context, which is absolute.
 */
export const changedTree = (
  context: string,
  files: readonly string[],
  links: readonly (readonly [path: string, target: string])[] = [],
): FileTree => {
  const root = directory()
  for (const file of files) {
    // What git names and is a folder is a submodule: some file in it changed.
    const isFolder = lstatSync(join(context, file), { throwIfNoEntry: false })?.isDirectory() === true
    put(root, isFolder ? `${file}/*` : file, { kind: 'file' })
  }
  for (const [path, target] of links) put(root, path, { kind: 'symlink', target })
  return root
}
