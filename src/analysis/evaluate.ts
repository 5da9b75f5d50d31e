import type { Instruction, StageInstruction } from '../model/instruction.js'
import { expand } from './expansion.js'
import type { Expansion } from './expansion.js'
import { growing } from './growing-scope.js'
import { resolvePosix } from './posix-path.js'
import { read, readCopy, readMounts } from './read-words.js'
import type { Reading, Surroundings } from './read-words.js'
import type { CopyMeaning, MountMeaning, StageNode, State, Step } from './stage-node.js'
import { startOf } from './stage-start.js'

interface Outcome {
  readonly state?: State
  readonly copy?: CopyMeaning
  readonly mounts?: readonly MountMeaning[]
  readonly value?: Expansion
  readonly ports?: readonly Expansion[]
}

const nothing: Outcome = {}

const evaluateInstruction = (reading: Reading, instruction: StageInstruction, before: State): Outcome => {
  const { variables } = reading
  switch (instruction.kind) {
    case 'arg':
      for (const { name, value } of instruction.args) {
        if (value === undefined) {
          const inherited = reading.around.globals.scope.get(name)
          if (inherited !== undefined) variables.set(name, inherited)
        } else {
          const expansion = read(reading, value)
          variables.set(name, { value: expansion.value, certain: expansion.certain, overridable: true })
        }
        variables.declare(name)
      }
      return nothing
    case 'env': {
      const pairs = instruction.pairs.map((pair) => [read(reading, pair.name), read(reading, pair.value)] as const)
      for (const [name, { value, certain, overridable }] of pairs)
        variables.set(name.value, { value, certain, overridable })
      return nothing
    }
    case 'label':
      for (const pair of instruction.pairs) {
        read(reading, pair.name)
        read(reading, pair.value)
      }
      return nothing
    case 'workdir': {
      const value = read(reading, instruction.path)
      return { value, state: { ...before, workdir: newWorkdir(before, value), workdirSet: true } }
    }
    case 'user': {
      const value = read(reading, instruction.user)
      const user = value.certain ? value.value : undefined
      return { value, state: { ...before, user, userSetBy: instruction } }
    }
    case 'shell':
      return { state: { ...before, shell: instruction.args } }
    case 'volume':
      for (const path of instruction.paths) read(reading, path)
      return nothing
    case 'stopsignal':
      read(reading, instruction.signal)
      return nothing
    case 'copy':
    case 'add':
      return { copy: readCopy(reading, instruction) }
    case 'run':
      return { mounts: readMounts(reading, instruction) }
    case 'expose': {
      // Undefined variables are not noted here: BuildKit does not look for them in EXPOSE.
      const { scope } = variables
      return { ports: instruction.ports.map((port) => expand(port, scope, reading.around.escape)) }
    }
    case 'cmd':
    case 'entrypoint':
    case 'healthcheck':
    case 'onbuild':
    case 'maintainer':
      return nothing
  }
}

const newWorkdir = (before: State, value: Expansion): string | undefined => {
  if (!value.certain) return undefined
  if (value.value.startsWith('/')) return resolvePosix('/', value.value)
  return before.workdir === undefined ? undefined : resolvePosix(before.workdir, value.value)
}

interface Placed {
  readonly instruction: StageInstruction
  readonly place: Instruction
}

/** The instructions that a build of the stage runs: first what the base stage's ONBUILDs ask for, then its own. */
const instructionsOf = (node: Pick<StageNode, 'base' | 'stage'>): readonly Placed[] => {
  const triggers: Placed[] = []
  for (const { instruction } of node.base.kind === 'stage' ? node.base.stage.steps : []) {
    if (instruction.kind !== 'onbuild' || instruction.instruction.kind === 'from') continue
    triggers.push({ instruction: instruction.instruction, place: node.stage.from })
  }
  return [...triggers, ...node.stage.instructions.map((instruction) => ({ instruction, place: instruction }))]
}

type Growing = { -readonly [Key in keyof Step]: Step[Key] }

/** Reads the instructions of a stage in order. */
export const evaluateStage = (node: StageNode, around: Surroundings) => {
  const start = startOf(node)
  const variables = growing(start.scope, start.declared)
  let state = start.state
  const steps: Step[] = []
  for (const { instruction, place } of instructionsOf(node)) {
    const reading: Reading = { around, variables, words: [], undefinedNames: [] }
    const { state: after, copy, mounts, value, ports } = evaluateInstruction(reading, instruction, state)
    const { words, undefinedNames } = reading
    const step: Growing = { instruction, place, stage: node, index: steps.length, before: state, words, undefinedNames }
    if (copy !== undefined) step.copy = copy
    if (mounts !== undefined) step.mounts = mounts
    if (value !== undefined) step.value = value
    if (ports !== undefined) step.ports = ports
    steps.push(step)
    state = after ?? state
  }
  return { steps, end: state, scope: variables.scope, declared: variables.declared, envKnown: start.envKnown }
}
