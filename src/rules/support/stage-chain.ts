import type { StageNode } from '../../analysis/stage-node.js'
import { alongChain } from './along-chain.js'

/** A stage and those it is built on, from the first to the stage itself: what ends up in its image, in order. */
export const stageChain = (stage: StageNode): readonly StageNode[] => {
  const chain = [stage]
  for (let { base } = stage; base.kind === 'stage'; { base } = base.stage) chain.push(base.stage)
  return chain.reverse()
}

/** Whether an image of the stage has something to run: otherwise it exports files, or is a base for others. */
export const startsSomething: (stage: StageNode) => boolean = alongChain(
  ({ steps }) =>
    steps.some(({ instruction }) => instruction.kind === 'cmd' || instruction.kind === 'entrypoint') ? true : undefined,
  false,
)
