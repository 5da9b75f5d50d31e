import type { StageNode } from './stage-node.js'
import { documentCache } from './document-cache.js'

/** Makes a question about a stage be answered once for each key, so that rules may ask it for every instruction. */
export const perStage = <Answer>(
  answer: (stage: StageNode, key: string) => Answer,
): ((stage: StageNode, key: string) => Answer) => {
  const known = documentCache<StageNode, Map<string, Answer>>()
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
