import type { Analysis } from '../../analysis/analyse.js'
import type { ScriptUse } from '../../analysis/commands.js'
import type { Mount } from '../../analysis/mount.js'
import { resolvePosix } from '../../analysis/posix-path.js'
import { documentCache } from '../../analysis/document-cache.js'

/** A cache mount of a RUN, and the script that runs with it. */
export interface MountedCache {
  readonly mount: Mount
  /** Absolute and clean. */
  readonly target: string
  /** The name of the cache: its target where none is written. */
  readonly id: string
  readonly use: ScriptUse
}

const read = (analysis: Analysis): readonly MountedCache[] => {
  if (analysis.steps('run').every(({ mounts = [] }) => mounts.length === 0)) return []
  return analysis.scripts.flatMap((use) =>
    (use.step.mounts ?? []).flatMap(({ mount, target: word }) => {
      if (mount.type !== 'cache' || word === undefined || !word.certain) return []
      if (!word.value.startsWith('/') && use.step.before.workdir === undefined) return []
      const target = resolvePosix(use.step.before.workdir ?? '/', word.value)
      return [{ mount, target, id: mount.id ?? target, use }]
    }),
  )
}

const known = documentCache<Analysis, readonly MountedCache[]>()

/** The cache mounts of a document whose place is known, in order. */
export const mountedCaches = (analysis: Analysis): readonly MountedCache[] => {
  const found = known.get(analysis) ?? read(analysis)
  known.set(analysis, found)
  return found
}

/** Whether the name of a cache is the same whatever the build is given. */
export const hasPlainId = ({ mount }: MountedCache): boolean =>
  mount.id?.includes('$') !== true && mount.target?.includes('$') !== true
