import { posix } from 'node:path'
import { analyse } from '../analysis/analyse.js'
import type { DockerfileDocument, Stage } from '../model/document.js'
import { flagIsSet, flagValue, flagValues } from '../model/flag.js'
import type { StageInstruction } from '../model/instruction.js'
import type { BuilderName } from '../rules/support/rule.js'

/** `workdir` is what is in force there, where that is known. */
type Lowering = (instruction: StageInstruction, workdir: string | undefined) => StageInstruction

const without = (instruction: StageInstruction, names: readonly string[]): StageInstruction => ({
  ...instruction,
  flags: instruction.flags.filter(({ name }) => !names.includes(name)),
})

/** `--link` only changes how layers are cached. */
const withoutLink: Lowering = (instruction) =>
  flagIsSet(instruction, 'link') ? without(instruction, ['link']) : instruction

/**
 * `COPY --parents a/**\/*.go b ./` as `COPY . ./`: the ignore file that is derived from the patterns lets nothing else in. A path
 * with `/./` loses its beginning, for which there is no other spelling.
 */
const wholeContext: Lowering = (instruction) => {
  if (instruction.kind !== 'copy' || flagValue(instruction, 'from') !== undefined) return instruction
  const isParents = flagIsSet(instruction, 'parents')
  const excludes = flagValues(instruction, 'exclude').length > 0
  if (!isParents && !excludes) return instruction
  if (!isParents) return without(instruction, ['exclude'])
  const sources = instruction.words.slice(0, -1)
  if (sources.some((source) => source.includes('/./'))) return instruction
  const destination = instruction.words.at(-1) ?? './'
  return { ...without({ ...instruction, words: ['.', destination] }, ['parents', 'exclude']) }
}

/** `--mount=…,target=go.mod` with the working directory in front: buildah up to 1.32 takes no relative path. */
const absoluteTargets: Lowering = (instruction, workdir) => {
  if (instruction.kind !== 'run' || workdir === undefined) return instruction
  const flags = instruction.flags.map((flag) => {
    if (flag.name !== 'mount' || flag.value === undefined) return flag
    const value = flag.value.replace(
      /(^|,)(target|dst|destination)=([^/,$][^,]*)/,
      (_, comma: string, key: string, path: string) => `${comma}${key}=${posix.join(workdir, path)}`,
    )
    return { ...flag, value }
  })
  return { ...instruction, flags }
}

const lowerings: Readonly<Record<BuilderName, readonly Lowering[]>> = {
  buildkit: [],
  buildah: [withoutLink, wholeContext, absoluteTargets],
  kaniko: [withoutLink, wholeContext],
}

/** The same instruction once: what several copied apart is there after the first. */
const isRepeated = (instructions: readonly StageInstruction[], index: number): boolean => {
  const one = instructions[index]
  const before = instructions[index - 1]
  const copies = (each: StageInstruction | undefined): string | undefined =>
    each?.kind === 'copy' && each.words[0] === '.' ? JSON.stringify([each.flags, each.words]) : undefined
  return one !== undefined && copies(one) !== undefined && copies(one) === copies(before)
}

const lowerStage = (
  stage: Stage,
  steps: readonly Lowering[],
  workdirs: ReadonlyMap<StageInstruction, string | undefined>,
): Stage => {
  const instructions = stage.instructions.map((instruction) =>
    steps.reduce((result, step) => step(result, workdirs.get(instruction)), instruction),
  )
  return { ...stage, instructions: instructions.filter((_, index) => !isRepeated(instructions, index)) }
}

/**
 * The document in the words of a builder that knows fewer: what has another spelling with the same result gets that, the
 * rest is left for the rule `newer-than-builder`.
 *
 * @param derived whether the ignore file is derived from what the document copies
 */
export const lowerForBuilder = (
  document: DockerfileDocument,
  builder: BuilderName | undefined,
  derived: boolean,
): DockerfileDocument => {
  const steps = lowerings[builder ?? 'buildkit'].filter((step) => derived || step !== wholeContext)
  if (steps.length === 0) return document
  const workdirs = new Map<StageInstruction, string | undefined>(
    analyse(document).stages.flatMap((stage) =>
      stage.steps.map((step) => [step.instruction, step.before.workdir] as const),
    ),
  )
  return { ...document, stages: document.stages.map((stage) => lowerStage(stage, steps, workdirs)) }
}
