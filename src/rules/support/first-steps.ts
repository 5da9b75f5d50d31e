import type { StageNode, Step } from '../../analysis/stage-node.js'

/** The first step of each stage that does something, by a key: a path, a package. */
export interface FirstSteps<Value> {
  /** Notes what a step does; steps come in order, and only the first of a stage stays. */
  readonly note: (step: Step, key: string, value: Value) => void
  /** What was noted for a key above a step, in its stage or in those that the stage is built on. */
  readonly before: (step: Step, key: string) => Value | undefined
}

/** An empty list of {@link FirstSteps}. */
export const firstSteps = <Value>(): FirstSteps<Value> => {
  const stages = new Map<StageNode, Map<string, { readonly index: number; readonly value: Value }>>()
  return {
    note: (step, key, value) => {
      let known = stages.get(step.stage)
      if (known === undefined) stages.set(step.stage, (known = new Map()))
      if (!known.has(key)) known.set(key, { index: step.index, value })
    },
    before: (step, key) => {
      if (stages.size === 0) return undefined
      const own = stages.get(step.stage)?.get(key)
      if (own !== undefined && own.index < step.index) return own.value
      for (let { base } = step.stage; base.kind === 'stage'; { base } = base.stage) {
        const found = stages.get(base.stage)?.get(key)
        if (found !== undefined) return found.value
      }
      return undefined
    },
  }
}

/** A clean absolute path and the directories above it, without the root. */
export const withParents = (path: string): readonly string[] => {
  const found: string[] = []
  for (let each = path; each.length > 1; each = each.slice(0, each.lastIndexOf('/'))) found.push(each)
  return found
}
