import type { StageNode } from '../../analysis/stage-node.js'

/**
 * Answers a question about a stage by the first stage that can, from itself down through those that it is built on. Each
 * answer is kept, and no stage is asked twice, however long the chain is.
 */
export const alongChain = <Answer>(
  ask: (stage: StageNode, key: string) => Answer | undefined,
  bottom: Answer,
): ((stage: StageNode, key?: string) => Answer) => {
  const known = new Map<string, WeakMap<StageNode, Answer>>()
  return (stage, key = '') => {
    const answers = known.get(key) ?? new WeakMap<StageNode, Answer>()
    known.set(key, answers)
    const visited: StageNode[] = []
    let at: StageNode | undefined = stage
    let answer: Answer | undefined
    while (at !== undefined && answer === undefined) {
      visited.push(at)
      answer = answers.get(at) ?? ask(at, key)
      at = at.base.kind === 'stage' ? at.base.stage : undefined
    }
    const found = answer ?? bottom
    for (const each of visited) answers.set(each, found)
    return found
  }
}
