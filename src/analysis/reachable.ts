import type { StageNode } from './stage-node.js'

/** The stages that one stage builds on: its base, what it copies from and what it mounts. */
export const dependenciesOf = (stage: StageNode): readonly StageNode[] => {
  const found: StageNode[] = stage.base.kind === 'stage' ? [stage.base.stage] : []
  for (const step of stage.steps) {
    if (step.copy?.from?.kind === 'stage') found.push(step.copy.from.stage)
    for (const { from } of step.mounts ?? []) if (from?.kind === 'stage') found.push(from.stage)
  }
  return found
}

/** The stages that a build of these stages runs, themselves included. */
export const reachableFrom = (targets: readonly StageNode[]): ReadonlySet<StageNode> => {
  const reached = new Set<StageNode>()
  const waiting = [...targets]
  for (let stage = waiting.pop(); stage !== undefined; stage = waiting.pop()) {
    if (reached.has(stage)) continue
    reached.add(stage)
    waiting.push(...dependenciesOf(stage))
  }
  return reached
}
