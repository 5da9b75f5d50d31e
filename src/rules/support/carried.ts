import type { Analysis } from '../../analysis/analyse.js'
import type { PlacedSource } from '../../analysis/context-sources.js'
import { descend } from '../../ignore/descent.js'
import type { Level } from '../../ignore/descent.js'
import { createMatcher } from '../../ignore/index.js'
import { findInTree } from '../../model/file-tree.js'
import type { DirectoryNode, FileTree, TreeNode } from '../../model/file-tree.js'
import { rememberOf } from '../../model/remember.js'
import { readIgnoreFile } from './ignore-file.js'
import { locatedSources } from './located-sources.js'
import type { RuleContext } from './rule.js'
import { documentCache } from '../../analysis/document-cache.js'

/** What a COPY or ADD of a directory brings along. */
export interface Carried {
  readonly source: PlacedSource
  /** In the build context. */
  readonly path: string
}

/** Whether an entry of a directory is of some kind. */
export type EntryTest = (name: string, node: TreeNode, directory: DirectoryNode) => boolean

/** How many entries tell that there is nothing in a directory; of a larger one they do not, and it is looked through each time. */
const fewEntries = 500

/** Directories that often are large, and hardly ever sent. */
const isSkipped = (name: string): boolean => name.startsWith('.') || name === 'node_modules'

/** Whether nothing in a directory is of any of the kinds, sent or not. False when in doubt. */
const isWithout = (top: DirectoryNode, kinds: readonly EntryTest[]): boolean => {
  let left = fewEntries
  const look = (directory: DirectoryNode): boolean => {
    for (const [name, entry] of directory.entries) {
      if (left-- === 0 || kinds.some((test) => test(name, entry, directory))) return false
      if (entry.kind === 'directory' && (isSkipped(name) || !look(entry))) return false
    }
    return true
  }
  return look(top)
}

/** Of directories, whether they surely hold nothing of some kinds: those of libraries are copied by many Dockerfiles. */
const emptyOf = rememberOf((tests: Readonly<Record<string, EntryTest>>) => {
  const kinds = Object.values(tests)
  return rememberOf((top: DirectoryNode) => isWithout(top, kinds))
})

/** A directory that is looked through, with what the ignore file and `--exclude` say of what is in it. */
interface Place {
  readonly directory: DirectoryNode
  readonly prefix: string
  readonly sent: Level
  readonly taken: Level
}

/** A directory that is copied. */
interface CopiedDirectory {
  readonly source: PlacedSource
  /** In the context, without `/` at its ends; empty for the context itself. */
  readonly folder: string
  readonly node: DirectoryNode
}

const found = documentCache<Analysis, { readonly tree: FileTree; readonly directories: readonly CopiedDirectory[] }>()

/** The directories that are copied whole; what a pattern names is left to the rules about patterns. */
const copiedDirectories = (analysis: Analysis, tree: FileTree): readonly CopiedDirectory[] => {
  const known = found.get(analysis)
  if (known?.tree === tree) return known.directories
  const directories: CopiedDirectory[] = []
  for (const { source, expected, place: folder, plain, node: there } of locatedSources(analysis, tree)) {
    if (source.kind === 'bind') continue
    const node = plain === folder ? there : findInTree(tree, folder)
    if (node?.kind === 'directory' && !/[*?[]/.test(expected)) directories.push({ source, folder, node })
  }
  found.set(analysis, { tree, directories })
  return directories
}

/** The first entry of each kind that a COPY or ADD of a directory takes from the context as it is sent. */
export const firstCarried = (
  { analysis, options }: RuleContext,
  tests: Readonly<Record<string, EntryTest>>,
): readonly (Carried & { readonly kind: string })[] => {
  const { tree, ignore = '' } = options
  const { matcher } = readIgnoreFile(ignore)
  if (tree === undefined || matcher === undefined) return []
  const holdsNothing = emptyOf(tests)
  const places = copiedDirectories(analysis, tree).filter(({ node }) => !holdsNothing(node))
  if (places.length === 0) return []
  const sent = descend(matcher)
  return places.flatMap(({ source, folder, node }) => {
    const taken = descend(createMatcher(source.exclude ?? []))
    const wanted = new Map(Object.entries(tests))
    const first: (Carried & { readonly kind: string })[] = []

    const look = (place: Place): void => {
      for (const [name, entry] of place.directory.entries) {
        if (wanted.size === 0) return
        const path = place.prefix + name
        const isDirectory = entry.kind === 'directory'
        const below = isDirectory ? place.sent.enter(name) : undefined
        const inside = isDirectory ? place.taken.enter(name) : undefined
        const isSent = !sent.excludes(below?.decidedBy ?? place.sent.decide(name))
        const isTaken = !taken.excludes(inside?.decidedBy ?? place.taken.decide(name))
        const kind = [...wanted].find(([, test]) => test(name, entry, place.directory))?.[0]
        if (kind !== undefined && isSent && isTaken) {
          first.push({ kind, path, source })
          wanted.delete(kind)
        }
        if (kind !== undefined || below === undefined || inside === undefined || !isDirectory) continue
        if ((!isSent && sent.prunes(path)) || !isTaken) continue
        look({ directory: entry, prefix: `${path}/`, sent: below.level, taken: inside.level })
      }
    }

    let level = sent.root
    for (const name of folder.split('/').filter((each) => each !== '')) level = level.enter(name).level
    const prefix = folder === '' ? '' : `${folder}/`
    look({ directory: node, prefix, sent: level, taken: taken.root })
    return first
  })
}
