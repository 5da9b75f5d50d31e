import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { RuleOptions } from './rule.js'
import { stageChain } from './stage-chain.js'
import { targetStages } from './target-stages.js'

/** The stages whose layers are in an image: those that are built, and those that they are built on. */
export const imageStages = (analysis: Analysis, options: RuleOptions): ReadonlySet<StageNode> =>
  new Set([...targetStages(analysis, options)].flatMap(stageChain))
