import type { Analysis } from '../../analysis/analyse.js'
import { contextSources } from '../../analysis/context-sources.js'
import type { PlacedSource } from '../../analysis/context-sources.js'
import { cleanPosix } from '../../analysis/posix-path.js'
import { descend } from '../../ignore/descent.js'
import type { Level } from '../../ignore/descent.js'
import { createMatcher } from '../../ignore/index.js'
import { findInTree } from '../../model/file-tree.js'
import type { DirectoryNode, TreeNode } from '../../model/file-tree.js'
import { readIgnoreFile } from './ignore-file.js'
import type { RuleContext } from './rule.js'

/** What a COPY or ADD of a directory brings along. */
export interface Carried {
  readonly source: PlacedSource
  /** In the build context. */
  readonly path: string
}

/** Whether an entry of a directory is of some kind. */
export type EntryTest = (name: string, node: TreeNode, directory: DirectoryNode) => boolean

/** A directory that is looked through, with what the ignore file and `--exclude` say of what is in it. */
interface Place {
  readonly directory: DirectoryNode
  readonly prefix: string
  readonly sent: Level
  readonly taken: Level
}

/** Copied directories with their paths in the context; what a pattern names is left to the rules about patterns. */
const directories = (analysis: Analysis): readonly (PlacedSource & { readonly folder: string })[] =>
  contextSources(analysis).flatMap((source) => {
    const { kind, expected } = source
    if (kind === 'bind' || expected === undefined || /[*?[]/.test(expected)) return []
    return [{ ...source, folder: cleanPosix(`/${expected}`).slice(1) }]
  })

/** The first entry of each kind that a COPY or ADD of a directory takes from the context as it is sent. */
export const firstCarried = (
  { analysis, options }: RuleContext,
  tests: Readonly<Record<string, EntryTest>>,
): readonly (Carried & { readonly kind: string })[] => {
  const { tree, ignore = '' } = options
  const { matcher } = readIgnoreFile(ignore)
  if (tree === undefined || matcher === undefined) return []
  const sent = descend(matcher)
  return directories(analysis).flatMap((source) => {
    const node = findInTree(tree, source.folder)
    if (node?.kind !== 'directory') return []
    const taken = descend(createMatcher(source.exclude ?? []))
    const wanted = new Map(Object.entries(tests))
    const found: (Carried & { readonly kind: string })[] = []

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
          found.push({ kind, path, source })
          wanted.delete(kind)
        }
        if (kind !== undefined || below === undefined || inside === undefined || !isDirectory) continue
        if ((!isSent && sent.prunes(path)) || !isTaken) continue
        look({ directory: entry, prefix: `${path}/`, sent: below.level, taken: inside.level })
      }
    }

    let level = sent.root
    for (const name of source.folder.split('/').filter((each) => each !== '')) level = level.enter(name).level
    const prefix = source.folder === '' ? '' : `${source.folder}/`
    look({ directory: node, prefix, sent: level, taken: taken.root })
    return found
  })
}
