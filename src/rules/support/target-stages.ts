import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { RuleOptions } from './rule.js'
import { documentCache } from '../../analysis/document-cache.js'

const known = documentCache<Analysis, { readonly targets: RuleOptions['targets']; readonly stages: Set<StageNode> }>()

/** The stages that become images: those that are named as targets, and the last. */
export const targetStages = (analysis: Analysis, { targets }: RuleOptions): ReadonlySet<StageNode> => {
  const found = known.get(analysis)
  if (found !== undefined && found.targets === targets) return found.stages
  const stages = new Set<StageNode>()
  for (const target of targets ?? []) {
    const stage = analysis.names.get(target.toLowerCase())
    if (stage !== undefined) stages.add(stage)
  }
  if (analysis.last !== undefined) stages.add(analysis.last)
  known.set(analysis, { targets, stages })
  return stages
}
