import type { DockerfileDocument } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'

const pattern = /^\s*hadolint[ \t]+shell[ \t]*=[ \t]*["']?([^\s"'#]+)["']?[ \t]*(?:#.*)?$/

type Shell = readonly string[] | undefined

const shellIn = (comments: readonly string[]): Shell => {
  const found = comments.flatMap((comment) => pattern.exec(comment)?.[1] ?? []).at(-1)
  return found === undefined ? undefined : [found]
}

const above = ({ comments, detachedComments = [] }: Instruction): readonly string[] => [
  ...detachedComments.flat(),
  ...comments,
]

/**
 * The shell that `# hadolint shell=bash` gives each RUN: above the first FROM it is for all stages, below it for the
 * rest of the stage and for stages built on it, until SHELL or another such comment.
 */
export const shellsByComment = ({ header, args, stages }: DockerfileDocument): ReadonlyMap<Instruction, Shell> => {
  const shells = new Map<Instruction, Shell>()
  const first = stages[0]
  if (first === undefined) return shells
  const everywhere = shellIn([...header, ...args.flatMap(above), ...above(first.from)])
  const atEnd = new Map<string, Shell>()
  for (const [index, { from, instructions }] of stages.entries()) {
    let shell = atEnd.get(from.image) ?? everywhere
    for (const instruction of instructions) {
      shell = shellIn(above(instruction)) ?? shell
      if (instruction.kind === 'shell') shell = undefined
      if (shell !== undefined) shells.set(instruction, shell)
    }
    // What stands above the next FROM still belongs to this stage.
    const next = stages[index + 1]
    if (from.as !== undefined) atEnd.set(from.as, (next && shellIn(above(next.from))) ?? shell)
  }
  return shells
}
