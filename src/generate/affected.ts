import { resolve } from 'node:path'
import { analyse } from '../analysis/analyse.js'
import { contextSources } from '../analysis/context-sources.js'
import { type ContextSource, contextOf, copyParts, createMatcher, parseIgnoreFile, takenBy } from '../ignore/index.js'
import type { BuiltTarget } from './build-target.js'
import { changedTree, linksTo } from './changed-tree.js'
import { changesFacts } from './fact-files.js'
import { ignoreLocation, presentIgnore } from './ignore-file.js'
import { makeIgnore } from './make-ignore.js'
import { isInside, pathFrom } from './paths.js'
import type { Session } from './session.js'

/** Of changed files, those that an ignore file leaves in the context. */
const sent = (context: string, files: readonly string[], ignore: string | undefined): readonly string[] => {
  if (ignore === undefined) return files
  const matcher = createMatcher(parseIgnoreFile(ignore).patterns.map(({ pattern }) => pattern))
  return contextOf(changedTree(context, files), matcher).flatMap(({ path, node }) =>
    node.kind === 'directory' ? [] : [path],
  )
}

type Links = ReturnType<typeof linksTo>

/** The links on the way to sources: what services share is asked about once. */
const linkFinder = (): ((context: string, source: ContextSource) => Links) => {
  const known = new Map<string, Links>()
  return (context, source) => {
    const key = `${context}\n${copyParts(source).head}`
    const links = known.get(key) ?? linksTo(context, source)
    known.set(key, links)
    return links
  }
}

/** Whether the build of a target sees a change of some files, which is asked of the ignore file only where it would without. */
const takesAny = (
  { context, assembled }: BuiltTarget,
  files: readonly string[],
  linksOf: ReturnType<typeof linkFinder>,
  ignore: () => string | undefined,
): boolean => {
  const sources = contextSources(analyse(assembled.document))
  const links = sources.flatMap((source) => linksOf(context, source))
  if (links.some(([path]) => files.includes(path))) return true
  const takes = (kept: readonly string[]): boolean => {
    if (kept.length === 0) return false
    const tree = changedTree(context, kept, links)
    const known = new Set(kept)
    return sources.some((source) => takenBy(tree, source).some((path) => known.has(path)))
  }
  return takes(files) && takes(sent(context, files, ignore()))
}

/**
 * Makes a test for the services that a change of some files touches: files from which they are generated, the generated
 * ones themselves, and what their builds take from the context, as the ignore file leaves it. Where no files are named it is
 * all.
 */
export const affectedTest = ({ options: { affectedBy, cwd }, tree }: Session): ((built: BuiltTarget) => boolean) => {
  if (affectedBy === undefined) return () => true
  const changed = [...new Set(affectedBy.map((file) => resolve(cwd, file)))]
  const known = new Set(changed)
  const byContext = new Map<string, readonly string[]>()
  const inContext = (context: string): readonly string[] => {
    const files =
      byContext.get(context) ??
      changed.filter((file) => file !== context && isInside(context, file)).map((file) => pathFrom(context, file))
    byContext.set(context, files)
    return files
  }
  const linksOf = linkFinder()
  return (built) => {
    const { source, inputs, output, context, assembled } = built
    if ([source.file, output, ...inputs].some((file) => known.has(file)) || changesFacts(built, changed)) return true
    const { file, foreign } = ignoreLocation(output, context)
    const inForce = assembled.ignore === false ? presentIgnore(output, context).file : file
    if ([inForce, foreign].some((each) => each !== undefined && known.has(each))) return true
    const files = inContext(context)
    const ignore = () => makeIgnore(assembled, { output, context, source, tree: tree(context) }).text
    return files.length > 0 && takesAny(built, files, linksOf, ignore)
  }
}
