import type { Analysis } from '../../../analysis/analyse.js'
import { contextSources, type PlacedSource } from '../../../analysis/context-sources.js'
import type { StageNode } from '../../../analysis/stage-node.js'
import { createMatcher } from '../../../ignore/index.js'
import { reloads } from './reloads.js'
import { readsOf } from './run-reads.js'
import { stepsOf } from './stage-chain.js'
import { type WatchedPath, watchedPath } from './watched-path.js'

/** One rule of `develop.watch`. */
export interface WatchRule extends WatchedPath {
  readonly action: 'sync' | 'sync+restart' | 'rebuild'
}

const rebuild = ({ target: _, ...path }: WatchedPath): WatchRule => ({ action: 'rebuild', ...path })

const watchedFiles = ({ path, include }: WatchRule): string => JSON.stringify([path, include])

/**
 * What `docker compose watch` does with a change of each source of a stage: what a RUN below it reads makes the image
 * again; all else is copied into the running container, which starts again unless its program looks for changes itself.
 *
 * @param isFolder whether a path of the build context is a folder
 */
export const watchRules = (
  analysis: Analysis,
  stage: StageNode,
  isFolder: (path: string) => boolean,
): readonly WatchRule[] => {
  const steps = stepsOf(stage)
  const needed = analysis.reachable([stage])
  const sync = reloads(steps) ? 'sync' : 'sync+restart'
  const reads = steps.map(readsOf)

  const rulesOf = (source: PlacedSource): readonly WatchRule[] => {
    const place = steps.indexOf(source.step)
    const watched = watchedPath(source, isFolder)
    const below = reads.slice(place + 1)
    const isOpaque = below.some((each) => each === undefined)
    // Of what another stage or a RUN makes of a source nothing is known but to the build.
    if (place === -1 || source.kind === 'bind' || watched.target === undefined || isOpaque) return [rebuild(watched)]
    const patterns = [...new Set(below.flatMap((each) => each ?? []))]
    const copied: WatchRule = { action: sync, ...watched }
    if (patterns.length === 0) return [copied]
    if (watched.include !== undefined || watched.path === '.' || isFolder(watched.path)) {
      return [rebuild({ path: watched.path, include: patterns }), copied]
    }
    return [createMatcher(patterns).excludes(watched.path) ? rebuild(watched) : copied]
  }

  const rules = contextSources(analysis)
    .filter(({ step }) => needed.has(step.stage))
    .flatMap(rulesOf)
  const rebuilt = new Set(rules.filter(({ action }) => action === 'rebuild').map(watchedFiles))
  // What makes the image again need not be copied as well.
  const wanted = rules.filter((rule) => rule.action === 'rebuild' || !rebuilt.has(watchedFiles(rule)))
  return [...new Map(wanted.map((rule) => [JSON.stringify([watchedFiles(rule), rule.target]), rule])).values()]
}
