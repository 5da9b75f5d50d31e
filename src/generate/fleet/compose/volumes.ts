import { posix } from 'node:path'
import type { Analysis } from '../../../analysis/analyse.js'
import { contextSources } from '../../../analysis/context-sources.js'
import type { StageNode } from '../../../analysis/stage-node.js'
import { stepsOf } from './stage-chain.js'

/** What a container finds at a path besides its image. */
export type ComposeVolume =
  | { readonly kind: 'folder'; readonly source: string; readonly target: string }
  | { readonly kind: 'named'; readonly name: string; readonly target: string }

const isAbsolute = (path: string): boolean => /^\/[\w./-]*\w$/.test(path)

/**
 * The volumes of a stage. A path that VOLUME or an ENV names, such as `/models`, is a folder of the repository where
 * one has that name and no COPY takes it, read-only: large files that change apart from the program. Any other VOLUME is
 * a named volume.
 *
 * @param folder the service's, relative to the build context
 */
export const volumesOf = (
  analysis: Analysis,
  stage: StageNode,
  { service, folder }: { readonly service: string; readonly folder: string },
  isFolder: (path: string) => boolean,
): readonly ComposeVolume[] => {
  const taken = contextSources(analysis).map(({ path }) => posix.normalize(path).replace(/\/$/, ''))
  const steps = stepsOf(stage)
  const volumes = steps.flatMap(({ instruction }) => (instruction.kind === 'volume' ? instruction.paths : []))
  const variables = steps.flatMap(({ instruction }) =>
    instruction.kind === 'env' ? instruction.pairs.map(({ value }) => value) : [],
  )
  const found = new Map<string, ComposeVolume>()
  for (const target of [...volumes, ...variables].filter(isAbsolute)) {
    const source = [posix.join(folder, posix.basename(target)), posix.basename(target)].find(
      (path) => isFolder(path) && !taken.includes(path) && !taken.includes('.'),
    )
    if (source !== undefined) found.set(target, { kind: 'folder', source, target })
    else if (volumes.includes(target)) {
      found.set(target, { kind: 'named', name: `${service}${target.replaceAll('/', '-')}`, target })
    }
  }
  return [...found.values()]
}
