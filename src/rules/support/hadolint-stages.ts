import type { Analysis } from '../../analysis/analyse.js'
import type { FromInstruction } from '../../model/instruction.js'
import type { StageNode } from '../../analysis/stage-node.js'

/** The name of an image without registry, tag and digest, as hadolint has it: `r.io/a/b:1` is `a/b`. */
export const imageName = (image: string): string => {
  const bare = image.replace(/@.*$/, '').replace(/:[^/]*$/, '')
  const [first = '', ...rest] = bare.split('/')
  return rest.length > 0 && /[.:]/.test(first) ? rest.join('/') : bare
}

const isSameBase = (left: FromInstruction, right: FromInstruction): boolean =>
  left.image === right.image &&
  left.as === right.as &&
  left.flags.map(({ value }) => value).join() === right.flags.map(({ value }) => value).join()

/** The stages that hadolint takes for part of an image: the last, those like it, and those whose name some FROM has. */
export const hadolintImageStages = ({ stages }: Analysis): ReadonlySet<StageNode> => {
  const last = stages.at(-1)?.stage.from
  const bases = new Set(stages.map(({ stage }) => imageName(stage.from.image)))
  return new Set(
    stages.filter(({ stage: { from } }) => {
      if (last !== undefined && isSameBase(from, last)) return true
      return from.as !== undefined && bases.has(from.as)
    }),
  )
}
