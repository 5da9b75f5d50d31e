import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { RuleOptions } from './rule.js'
import { targetStages } from './target-stages.js'
import { documentCache } from '../../analysis/document-cache.js'

const known = documentCache<ReadonlySet<StageNode>, ReadonlySet<StageNode>>()

const withBases = (targets: ReadonlySet<StageNode>): ReadonlySet<StageNode> => {
  const found = new Set<StageNode>()
  for (const target of targets) {
    let stage: StageNode | undefined = target
    while (stage !== undefined && !found.has(stage)) {
      found.add(stage)
      stage = stage.base.kind === 'stage' ? stage.base.stage : undefined
    }
  }
  return found
}

/** The stages whose layers are in an image: those that are built, and those that they are built on. */
export const imageStages = (analysis: Analysis, options: RuleOptions): ReadonlySet<StageNode> => {
  const targets = targetStages(analysis, options)
  const found = known.get(targets) ?? withBases(targets)
  known.set(targets, found)
  return found
}
