import type { StageNode } from './stage-node.js'

/** Makes a question about a stage be answered once for each key, so that rules may ask it for every instruction. */
export const perStage = <Answer>(
  answer: (stage: StageNode, key: string) => Answer,
): ((stage: StageNode, key: string) => Answer) => {
  const known = new WeakMap<StageNode, Map<string, Answer>>()
  return (stage, key) => {
    const answers = known.get(stage) ?? new Map<string, Answer>()
    known.set(stage, answers)
    const found = answers.get(key)
    if (found !== undefined) return found
    const computed = answer(stage, key)
    answers.set(key, computed)
    return computed
  }
}
