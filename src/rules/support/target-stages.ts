import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { RuleOptions } from './rule.js'

/** The stages that become images: those that are named as targets, and the last. */
export const targetStages = ({ last, names }: Analysis, options: RuleOptions): ReadonlySet<StageNode> =>
  new Set([
    ...(options.targets ?? []).flatMap((target) => names.get(target.toLowerCase()) ?? []),
    ...(last === undefined ? [] : [last]),
  ])
