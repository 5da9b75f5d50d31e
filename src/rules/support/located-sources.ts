import type { Analysis } from '../../analysis/analyse.js'
import { contextSources } from '../../analysis/context-sources.js'
import type { PlacedSource } from '../../analysis/context-sources.js'
import { type SourcePath, sourcePath } from '../../ignore/index.js'
import type { FileTree, TreeNode } from '../../model/file-tree.js'
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
  /** What is known of the path. */
  readonly known: SourcePath
  readonly expected: string
  /** As {@link PlacedSource.place}. */
  readonly place: string
}

const locate = (analysis: Analysis, tree: FileTree): readonly LocatedSource[] => {
  const located: LocatedSource[] = []
  for (const source of contextSources(analysis)) {
    const { expected, place } = source
    if (expected === undefined || place === undefined) continue
    const known = source.known ?? sourcePath({ ...source, path: expected })
    const { plain, include } = known
    located.push({ source, known, expected, place, plain, hasParents: include !== undefined, node: known.nodeIn(tree) })
  }
  return located
}

const locatedIn = documentCache<Analysis, { readonly tree: FileTree; readonly sources: readonly LocatedSource[] }>()

/** The sources of a document whose paths are known, with what lies there: several rules ask, and all get the same. */
export const locatedSources = (analysis: Analysis, tree: FileTree): readonly LocatedSource[] => {
  const found = locatedIn.get(analysis)
  if (found?.tree === tree) return found.sources
  const sources = locate(analysis, tree)
  locatedIn.set(analysis, { tree, sources })
  return sources
}

/** Whether a source surely takes something. False when in doubt: a link may lead nowhere, a pattern may match nothing. */
export const surelyTakes = ({ node, hasParents }: LocatedSource): boolean =>
  // Of `--parents` a link is taken itself.
  node !== undefined && (node.kind !== 'symlink' || hasParents)
