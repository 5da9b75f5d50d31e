import type { DockerfileDocument, EscapeCharacter } from '../model/document.js'
import type { Instruction, InstructionKind, InstructionOf } from '../model/instruction.js'
import { buildChecks } from './checks/build-checks.js'
import { readChecks } from './checks/read-checks.js'
import { type Check, type CheckTable, type WordReader, wordReader } from './checks/row.js'
import { isSound } from './checks/sound.js'
import { checkBase, checkCopyFrom, checkMountFrom, stageScope, type StageScope } from './checks/stage-checks.js'
import type { Problem, ProblemPhase } from './problem.js'

const runChecks = <Kind extends InstructionKind>(
  table: { readonly [Each in Kind]: readonly Check<Each>[] },
  instruction: InstructionOf<Kind> & { readonly kind: Kind },
  words: WordReader,
): string | undefined => {
  for (const check of table[instruction.kind]) {
    const message = check(instruction, words)
    if (message !== undefined) return message
  }
  return undefined
}

const messageFrom = (table: CheckTable, instruction: Instruction, words: WordReader): string | undefined =>
  runChecks<InstructionKind>(table, instruction, words)

const problem = (message: string, phase: ProblemPhase, instruction: Instruction): Problem => ({
  message,
  phase,
  instruction,
  ...(instruction.span === undefined ? {} : { line: instruction.span.start.line }),
})

const betweenStages = (scope: StageScope, instruction: Instruction, index: number): string | undefined => {
  if (instruction.kind === 'from') return checkBase(scope, instruction, index)
  if (instruction.kind === 'copy') return checkCopyFrom(scope, instruction, index)
  return instruction.kind === 'run' ? checkMountFrom(scope, instruction, index) : undefined
}

/** What a later build refuses of an instruction behind ONBUILD. */
const triggerProblem = (instruction: Instruction, words: WordReader): string | undefined =>
  instruction.kind === 'onbuild' ? messageFrom(readChecks, instruction.instruction, words) : undefined

/**
 * What BuildKit refuses of one instruction, whatever stands around it: for `raw()` and the builders.
 *
 * @example
 * ```ts
 * checkInstruction(instruction, '\\') // { message: 'EXPOSE requires at least one argument', phase: 'read', … }
 * ```
 */
export const checkInstruction = (instruction: Instruction, escape: EscapeCharacter = '\\'): Problem | undefined => {
  const words = wordReader(escape)
  const early = messageFrom(readChecks, instruction, words)
  if (early !== undefined) return problem(early, 'read', instruction)
  const late = messageFrom(buildChecks, instruction, words)
  if (late !== undefined) return problem(late, 'build', instruction)
  const trigger = triggerProblem(instruction, words)
  return trigger === undefined ? undefined : problem(trigger, 'trigger', instruction)
}

interface Found {
  readonly read: Problem[]
  readonly build: Problem[]
}

const check = (instruction: Instruction, index: number, scope: StageScope, { read, build }: Found): void => {
  if (isSound(instruction)) return
  const { words } = scope
  const early = messageFrom(readChecks, instruction, words)
  if (early !== undefined) {
    read.push(problem(early, 'read', instruction))
    return
  }
  const late = betweenStages(scope, instruction, index) ?? messageFrom(buildChecks, instruction, words)
  if (late !== undefined) build.push(problem(late, 'build', instruction))
  const trigger = triggerProblem(instruction, words)
  if (trigger !== undefined) build.push(problem(trigger, 'trigger', instruction))
}

/**
 * What BuildKit refuses in a document, in its words: first what it sees reading the instructions, then what it sees
 * building the stages, as far as that does not depend on the values of variables. Each instruction gives one problem
 * at most.
 *
 * @example
 * ```ts
 * checkInstructions(document) // [{ message: 'unknown flag: --form (did you mean from?)', phase: 'read', line: 2, … }]
 * ```
 */
export const checkInstructions = (document: DockerfileDocument): Problem[] => {
  const scope = stageScope(document, wordReader(document.directives.escape))
  const found: Found = { read: [], build: [] }
  for (const arg of document.args) check(arg, -1, scope, found)
  for (const [index, { from, instructions }] of document.stages.entries()) {
    check(from, index, scope, found)
    for (const instruction of instructions) check(instruction, index, scope, found)
  }
  const { read, build } = found
  if (document.stages.length === 0) build.push({ message: 'dockerfile contains no stages to build', phase: 'build' })
  return build.length === 0 ? read : [...read, ...build]
}
