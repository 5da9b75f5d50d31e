import type { EscapeCharacter } from '../model/document.js'
import { flagValue, flagValues } from '../model/flag.js'
import type {
  CopyInstruction,
  AddInstruction,
  Instruction,
  RunInstruction,
  StageInstruction,
} from '../model/instruction.js'
import { expand, expandToGlob } from './expansion.js'
import type { Expansion, Scope, Variable } from './expansion.js'
import { readMount } from './mount.js'
import { resolvePosix } from './posix-path.js'
import { scanArgs } from './predefined-args.js'
import { copyOrigin, mountOrigin } from './stage-graph.js'
import type { GlobalScope, StagesByName } from './stage-graph.js'
import type { CopyMeaning, MountMeaning, StageNode, State, Step } from './stage-node.js'

/** What evaluation needs of the whole document. */
export interface Surroundings {
  readonly escape: EscapeCharacter
  readonly globals: GlobalScope
  readonly stages: readonly StageNode[]
  readonly names: StagesByName
}

/** The variables while a stage is read: a copy of the base's as soon as something is set. */
interface Variables {
  scope: Scope
  declared: ReadonlySet<string>
  readonly set: (name: string, variable: Variable) => void
  readonly declare: (name: string) => void
}

const growing = (scope: Scope, declared: ReadonlySet<string>): Variables => {
  let ownScope: Map<string, Variable> | undefined
  let ownDeclared: Set<string> | undefined
  const variables: Variables = {
    scope,
    declared,
    set: (name, variable) => {
      variables.scope = ownScope ??= new Map(variables.scope)
      ownScope.set(name, variable)
    },
    declare: (name) => {
      variables.declared = ownDeclared ??= new Set(variables.declared)
      ownDeclared.add(name)
    },
  }
  return variables
}

interface Reading {
  readonly around: Surroundings
  readonly variables: Variables
  readonly words: Expansion[]
  readonly undefinedNames: string[]
}

/** Expands a word as BuildKit's dispatch does: names that nothing sets and no ARG declares are noted. */
const read = (reading: Reading, word: string, options?: { readonly ignoreQuotes: boolean }): Expansion => {
  const { scope, declared } = reading.variables
  const expansion = expand(word, scope, options === undefined ? reading.around.escape : '\\', options)
  reading.words.push(expansion)
  for (const name of expansion.unmatched) {
    if (!declared.has(name) && !scanArgs.includes(name)) reading.undefinedNames.push(name)
  }
  return expansion
}

const heredocWord = /^\d*<<-?["']?([^"']+)["']?$/

const readCopy = (reading: Reading, instruction: CopyInstruction | AddInstruction): CopyMeaning => {
  const chown = flagValue(instruction, 'chown')
  const chownWord = chown === undefined ? undefined : read(reading, chown)
  const chmod = flagValue(instruction, 'chmod')
  if (chmod !== undefined) read(reading, chmod)
  const checksum = flagValue(instruction, 'checksum')
  if (checksum !== undefined) read(reading, checksum)
  const names = new Set(instruction.heredocs.map((heredoc) => heredoc.name))
  const sources = instruction.words
    .slice(0, -1)
    .filter((word) => !names.has(heredocWord.exec(word)?.[1] ?? ''))
    .map((word) => read(reading, word))
  const destination = read(reading, instruction.words.at(-1) ?? '')
  for (const heredoc of instruction.heredocs) {
    if (heredoc.expand) read(reading, heredoc.content, { ignoreQuotes: true })
  }
  const from = instruction.kind === 'copy' ? flagValue(instruction, 'from') : undefined
  const { stages, names: stagesByName } = reading.around
  return {
    sources,
    destination,
    ...(from === undefined || from === '' ? {} : { from: copyOrigin(from, stages, stagesByName) }),
    globs: sources.map((source) => globOf(reading, source)),
    ...(chownWord === undefined ? {} : { chown: chownWord }),
  }
}

const globOf = ({ variables, around }: Reading, source: Expansion): string =>
  source.certain && !source.overridable ? source.value : expandToGlob(source.word, variables.scope, around.escape)

const readMounts = (reading: Reading, instruction: RunInstruction): readonly MountMeaning[] => {
  if (instruction.flags.length === 0) return noMounts
  return flagValues(instruction, 'mount').map((value) => {
    const mount = readMount(value)
    const expanded = new Map(mount.values.map((word) => [word, read(reading, word)]))
    const source = mount.source === undefined ? undefined : expanded.get(mount.source)
    const target = mount.target === undefined ? undefined : expanded.get(mount.target)
    const from = mount.from ?? ''
    return {
      mount,
      ...(source === undefined ? {} : { source, glob: globOf(reading, source) }),
      ...(target === undefined ? {} : { target }),
      ...(from === '' ? {} : { from: mountOrigin(from, reading.around.names) }),
    }
  })
}

const noMounts: readonly MountMeaning[] = []

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

const nameAndValue = (entry: string): readonly [name: string, value: string] => {
  const equals = entry.indexOf('=')
  return equals < 0 ? [entry, ''] : [entry.slice(0, equals), entry.slice(equals + 1)]
}

/** What a stage starts with: what its base ends with. */
export const startOf = (node: Pick<StageNode, 'base' | 'facts' | 'config'>) => {
  if (node.base.kind === 'stage') {
    const { end, scope, declared, envKnown } = node.base.stage
    return { state: end, scope, declared, envKnown }
  }
  const { facts, config } = node
  const scope = new Map<string, Variable>([['PATH', { value: facts?.env['PATH'] ?? '', certain: facts !== undefined }]])
  const known = config === undefined ? Object.entries(facts?.env ?? {}) : (config.env ?? []).map(nameAndValue)
  for (const [name, value] of known) scope.set(name, { value, certain: value !== '' || config !== undefined })
  const state: State = {
    workdir: config?.workdir ?? facts?.workdir,
    workdirSet: false,
    user: config?.user ?? facts?.user.name,
    userSetBy: undefined,
    shell: config?.shell,
  }
  return { state, scope, declared: new Set<string>(), envKnown: facts !== undefined || config !== undefined }
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

/** Reads the instructions of a stage in order. */
export const evaluateStage = (node: StageNode, around: Surroundings) => {
  const start = startOf(node)
  const variables = growing(start.scope, start.declared)
  let state = start.state
  const steps: Step[] = []
  for (const { instruction, place } of instructionsOf(node)) {
    const reading: Reading = { around, variables, words: [], undefinedNames: [] }
    const { state: after, ...meaning } = evaluateInstruction(reading, instruction, state)
    const { words, undefinedNames } = reading
    steps.push({
      instruction,
      place,
      stage: node,
      index: steps.length,
      before: state,
      words,
      undefinedNames,
      ...meaning,
    })
    state = after ?? state
  }
  return { steps, end: state, scope: variables.scope, declared: variables.declared, envKnown: start.envKnown }
}
