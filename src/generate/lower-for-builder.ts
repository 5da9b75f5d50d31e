import { posix } from 'node:path'
import { analyse } from '../analysis/analyse.js'
import type { Step } from '../analysis/stage-node.js'
import type { DockerfileDocument } from '../model/document.js'
import type { FileTree } from '../model/file-tree.js'
import { flagIsSet, flagValue, flagValues } from '../model/flag.js'
import type { StageInstruction } from '../model/instruction.js'
import type { BuilderName } from '../rules/support/rule.js'
import { type BindCopies, createBindCopies } from './lower/copied-binds.js'
import { explicitCopies, type Surroundings } from './lower/explicit-copies.js'
import { createGathering, type Gathering } from './lower/gathering.js'
import { joinedScript } from './lower/joined-script.js'

/** What one instruction becomes. */
type Lowering = (
  instruction: StageInstruction,
  step: Step | undefined,
  around: Surroundings & { readonly gathering: Gathering; readonly bindCopies: BindCopies },
) => readonly StageInstruction[]

const without = (instruction: StageInstruction, names: readonly string[]): StageInstruction => ({
  ...instruction,
  flags: instruction.flags.filter(({ name }) => !names.includes(name)),
})

/** `--link` only changes how layers are cached. */
const withoutLink: Lowering = (instruction) => [
  flagIsSet(instruction, 'link') ? without(instruction, ['link']) : instruction,
]

/** `COPY --exclude=*.md docs /docs` without the pattern, which the ignore file has that is derived from it. */
const withoutExclude: Lowering = (instruction, _, { derived }) => {
  const isContext = flagValue(instruction, 'from') === undefined
  const isOurs = instruction.kind === 'copy' && derived && isContext && !flagIsSet(instruction, 'parents')
  return [isOurs && flagValues(instruction, 'exclude').length > 0 ? without(instruction, ['exclude']) : instruction]
}

/** `--parents` as COPYs of what it takes, or of what a stage gathers. */
const withoutParents: Lowering = (instruction, step, around) => {
  if (instruction.kind !== 'copy' || !flagIsSet(instruction, 'parents')) return [instruction]
  const copies = explicitCopies(instruction, around)
  const gathered = copies === undefined && step !== undefined ? around.gathering.copy(instruction, step) : undefined
  return copies ?? [gathered ?? instruction]
}

/** `--mount=…,target=go.mod` with the working directory in front: buildah up to 1.32 takes no relative path. */
const absoluteTargets: Lowering = (instruction, step) => {
  const workdir = step?.before.workdir
  if (instruction.kind !== 'run' || workdir === undefined) return [instruction]
  const flags = instruction.flags.map((flag) => {
    if (flag.name !== 'mount' || flag.value === undefined) return flag
    const value = flag.value.replace(
      /(^|,)(target|dst|destination)=([^/,$][^,]*)/,
      (_, comma: string, key: string, path: string) => `${comma}${key}=${posix.join(workdir, path)}`,
    )
    return { ...flag, value }
  })
  return [{ ...instruction, flags }]
}

/** `RUN <<EOF` as a RUN of the same commands. */
const withoutHeredoc: Lowering = (instruction, step) => [
  (instruction.kind === 'run' ? joinedScript(instruction, step?.before.shell) : undefined) ?? instruction,
]

/** `RUN --mount=type=bind` behind a COPY of what it shows. */
const withoutBinds: Lowering = (instruction, step, { bindCopies }) =>
  instruction.kind === 'run' && step !== undefined ? bindCopies.copy(instruction, step) : [instruction]

const isRoot = /^(?:root|0)(?::(?:root|0))?$/

/** A COPY from the context behind USER with root as the owner, which kaniko would make that user the owner of. */
const ownedByRoot: Lowering = (instruction, step) => {
  const user = step?.before.userSetBy === undefined ? undefined : step.before.user
  const isOurs = (instruction.kind === 'copy' || instruction.kind === 'add') && user !== undefined && !isRoot.test(user)
  const isTold = ['from', 'chown'].some((name) => flagValue(instruction, name) !== undefined)
  return [
    isOurs && !isTold
      ? { ...instruction, flags: [...instruction.flags, { name: 'chown', value: '0:0' }] }
      : instruction,
  ]
}

const lowerings: Readonly<Record<BuilderName, readonly Lowering[]>> = {
  buildkit: [],
  buildah: [withoutLink, withoutExclude, withoutParents, withoutHeredoc, absoluteTargets],
  kaniko: [withoutLink, withoutExclude, withoutBinds, withoutParents, withoutHeredoc, ownedByRoot],
}

/** The same instruction once: what several copied apart is there after the first. */
const isRepeated = (instructions: readonly StageInstruction[], index: number): boolean => {
  const one = instructions[index]
  const before = instructions[index - 1]
  const copies = (each: StageInstruction | undefined): string | undefined =>
    each?.kind === 'copy' && each.words[0] === '.' ? JSON.stringify([each.flags, each.words]) : undefined
  return one !== undefined && copies(one) !== undefined && copies(one) === copies(before)
}

/**
 * The document in the words of a builder that knows fewer: what has another spelling with the same result gets that, the
 * rest is left for the rule `newer-than-builder`.
 *
 * @param derived whether the ignore file is derived from what the document copies
 * @param tree what the build context holds: files of one folder then share a COPY, and patterns that find files alone stay
 */
export const lowerForBuilder = (
  document: DockerfileDocument,
  builder: BuilderName | undefined,
  derived: boolean,
  tree?: FileTree,
): DockerfileDocument => {
  const lowering = lowerings[builder ?? 'buildkit']
  if (builder === undefined || lowering.length === 0) return document
  const analysis = analyse(document)
  const gathering = createGathering(analysis)
  const around = { builder, derived, tree, gathering, bindCopies: createBindCopies(analysis) }
  const stages = analysis.stages.flatMap(({ stage, steps }) => {
    const stepOf = new Map<StageInstruction, Step>(steps.map((step) => [step.instruction, step]))
    const instructions = stage.instructions.flatMap((instruction) =>
      lowering.reduce<readonly StageInstruction[]>(
        (list, lower) => list.flatMap((each) => lower(each, stepOf.get(instruction), around)),
        [instruction],
      ),
    )
    const lowered = { ...stage, instructions: instructions.filter((_, index) => !isRepeated(instructions, index)) }
    return [...gathering.stages(), lowered]
  })
  return { ...document, stages }
}
