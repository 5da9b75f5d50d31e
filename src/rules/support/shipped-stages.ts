import type { StageNode } from '../../analysis/stage-node.js'
import { imageStages } from './image-stages.js'
import type { RuleContext } from './rule.js'

/** The stages whose layers and history are part of an image that is built: the targets and what they start from. */
export const shippedStages = ({
  analysis,
  options,
}: Pick<RuleContext, 'analysis' | 'options'>): ReadonlySet<StageNode> => imageStages(analysis, options)

/** Where a secret of a stage can be read, for people. */
export const readableIn = (isShipped: boolean): string =>
  isShipped
    ? 'everybody who can pull the image can read it'
    : 'whoever has the cache or the records of the build can read it'
