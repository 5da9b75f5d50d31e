import type { Analysis } from '../../../analysis/analyse.js'
import type { StageNode, Step } from '../../../analysis/stage-node.js'

/** The stage of a name, else the last. */
export const stageCalled = (analysis: Analysis, name: string): StageNode | undefined =>
  analysis.names.get(name.toLowerCase()) ?? analysis.last

/** What a stage runs, that of the stages that it begins with first. */
export const stepsOf = (stage: StageNode): readonly Step[] => [
  ...(stage.base.kind === 'stage' ? stepsOf(stage.base.stage) : []),
  ...stage.steps,
]
