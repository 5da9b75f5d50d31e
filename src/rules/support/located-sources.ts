import type { Analysis } from '../../analysis/analyse.js'
import { contextSources } from '../../analysis/context-sources.js'
import type { PlacedSource } from '../../analysis/context-sources.js'
import { copyParts } from '../../ignore/index.js'
import type { ContextSource } from '../../ignore/index.js'
import { findInTree } from '../../model/file-tree.js'
import type { FileTree, TreeNode } from '../../model/file-tree.js'
import { remember, rememberOf } from '../../model/remember.js'
import { documentCache } from '../../analysis/document-cache.js'

/** What lies in a build context where a path leads. */
interface Spot {
  /** The path that is named, where it is one and no pattern: what is taken of it is all that lies there. */
  readonly plain: string | undefined
  /** Whether `--parents` takes it below the context or below what stands in front of a `/./`. */
  readonly hasParents: boolean
  /** What lies there, links not followed; absent for a pattern, too. */
  readonly node: TreeNode | undefined
}

/** A source whose path is known, and what lies there. */
export interface LocatedSource extends Spot {
  readonly source: PlacedSource
  readonly expected: string
  /** As {@link PlacedSource.place}. */
  readonly place: string
}

const spotFinder = (tree: FileTree, like: Pick<ContextSource, 'kind' | 'parents'>): ((path: string) => Spot) =>
  remember((path) => {
    const { plain, include } = copyParts({ ...like, path })
    return { plain, hasParents: include !== undefined, node: plain === undefined ? undefined : findInTree(tree, plain) }
  })

/** The Dockerfiles of a repository take much the same paths from one context: each is looked for once. */
const spotsIn = rememberOf((tree: FileTree) => ({
  copy: spotFinder(tree, { kind: 'copy' }),
  parents: spotFinder(tree, { kind: 'copy', parents: true }),
  bind: spotFinder(tree, { kind: 'bind' }),
}))

const locate = (analysis: Analysis, tree: FileTree): readonly LocatedSource[] => {
  const spots = spotsIn(tree)
  const located: LocatedSource[] = []
  for (const source of contextSources(analysis)) {
    const { kind, parents, expected, place } = source
    if (expected === undefined || place === undefined) continue
    const find = parents === true ? spots.parents : kind === 'bind' ? spots.bind : spots.copy
    const { plain, hasParents, node } = find(expected)
    located.push({ source, expected, place, plain, hasParents, node })
  }
  return located
}

const known = documentCache<Analysis, { readonly tree: FileTree; readonly sources: readonly LocatedSource[] }>()

/** The sources of a document whose paths are known, with what lies there: several rules ask, and all get the same. */
export const locatedSources = (analysis: Analysis, tree: FileTree): readonly LocatedSource[] => {
  const found = known.get(analysis)
  if (found?.tree === tree) return found.sources
  const sources = locate(analysis, tree)
  known.set(analysis, { tree, sources })
  return sources
}

/** Whether a source surely takes something. False when in doubt: a link may lead nowhere, a pattern may match nothing. */
export const surelyTakes = ({ node, hasParents }: LocatedSource): boolean =>
  // Of `--parents` a link is taken itself.
  node !== undefined && (node.kind !== 'symlink' || hasParents)
