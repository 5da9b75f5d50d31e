import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import { byCodeUnit } from '../../project/value.js'

/** What a build wants of the one who builds. */
export interface BuildSecrets {
  /** Ids, sorted. */
  readonly secrets: readonly string[]
  /** Ids of agents, sorted. */
  readonly ssh: readonly string[]
}

/** The secrets and agents that the RUNs mount in a build of some stages. */
export const secretsOf = (analysis: Analysis, targets: readonly StageNode[]): BuildSecrets => {
  const needed = analysis.reachable(targets)
  const steps = analysis.steps('run').filter(({ stage }) => needed.has(stage))
  const mounts = steps.flatMap((step) => (step.mounts ?? []).map(({ mount }) => mount))
  const secrets = new Set(mounts.flatMap((mount) => (mount.type === 'secret' ? (mount.id ?? []) : [])))
  const ssh = new Set(mounts.flatMap((mount) => (mount.type === 'ssh' ? [mount.id ?? 'default'] : [])))
  return { secrets: [...secrets].sort(byCodeUnit), ssh: [...ssh].sort(byCodeUnit) }
}
