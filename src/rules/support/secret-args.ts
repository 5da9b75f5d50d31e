import type { StageNode } from '../../analysis/stage-node.js'
import { isSecretName } from './secret-names.js'

const known = new WeakMap<StageNode, ReadonlySet<string>>()

/** The secrets, by their names, that ARGs of a stage and of those below it bring into its RUNs. */
export const secretArgs = (stage: StageNode): ReadonlySet<string> => {
  const found = known.get(stage)
  if (found !== undefined) return found
  const own = stage.stage.instructions.flatMap((each) =>
    each.kind === 'arg' ? each.args.map(({ name }) => name).filter(isSecretName) : [],
  )
  const all = new Set([...(stage.base.kind === 'stage' ? secretArgs(stage.base.stage) : []), ...own])
  known.set(stage, all)
  return all
}
