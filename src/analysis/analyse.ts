import type { DockerfileDocument } from '../model/document.js'
import type { Instruction, InstructionOf, StageInstruction } from '../model/instruction.js'
import { evaluateStage } from './evaluate.js'
import type { Scope } from './expansion.js'
import { commandsByName, namesIn, scriptsOf } from './commands.js'
import type { CommandUse, ScriptUse } from './commands.js'
import { lazy } from './lazy.js'
import { reachableFrom } from './reachable.js'
import { globalScope, stageHead } from './stage-graph.js'
import type { AnalysisOptions, GlobalScope } from './stage-graph.js'
import type { StageNode, State, Step } from './stage-node.js'
import { beginDocument } from './document-cache.js'

/** The steps of one kind of instruction. */
export type StepOf<Kind extends StageInstruction['kind']> = Step<InstructionOf<Kind>>

/** What a document means. Everything is computed on its first use, once. */
export interface Analysis {
  readonly document: DockerfileDocument
  readonly globals: GlobalScope
  readonly stages: readonly StageNode[]
  /** The last stage of each name, in lower case: what `--from` sees. */
  readonly names: ReadonlyMap<string, StageNode>
  /** The stage that is built when no target is named. */
  readonly last: StageNode | undefined
  /** All instructions in order, those in front of the first FROM included. */
  readonly instructions: readonly Instruction[]
  /** All steps of some kinds, in order. */
  readonly steps: <Kind extends StageInstruction['kind']>(...kinds: readonly Kind[]) => readonly StepOf<Kind>[]
  /** The scripts of all RUNs in order, those behind ONBUILD included, as far as they can be read. */
  readonly scripts: readonly ScriptUse[]
  /** The names of all that RUNs call, without folders, each once. */
  readonly programs: ReadonlySet<string>
  /** What RUNs call by one of these names, whatever the folder, in order; those behind ONBUILD included. */
  readonly commands: (...names: readonly string[]) => readonly CommandUse[]
  /** The stages that a build of these stages runs. */
  readonly reachable: (targets: readonly StageNode[]) => ReadonlySet<StageNode>
}

type Growing = { -readonly [Key in keyof StageNode]: StageNode[Key] }

const unread: State = {
  workdir: undefined,
  workdirSet: false,
  user: undefined,
  userSetBy: undefined,
  shell: undefined,
}
const noScope: Scope = new Map()
const noNames: ReadonlySet<string> = new Set()

const makeStages = (document: DockerfileDocument, globals: GlobalScope, options: AnalysisOptions) => {
  const names = new Map<string, StageNode>()
  const stages: Growing[] = []
  for (const [index, stage] of document.stages.entries()) {
    const head = stageHead(stage, index, names, globals, document, options)
    // Property by property, here and below: to spread them costs more than all else that is done for a stage.
    const node: Growing = {
      index,
      stage,
      label: head.label,
      base: head.base,
      image: head.image,
      facts: head.facts,
      config: head.config,
      steps: [],
      end: unread,
      scope: noScope,
      declared: noNames,
      envKnown: false,
    }
    const { name, platform } = head
    if (name !== undefined) node.name = name
    if (platform !== undefined) node.platform = platform
    stages.push(node)
    if (name !== undefined) names.set(name, node)
  }
  const around = { escape: document.directives.escape, globals, stages, names }
  for (const node of stages) {
    const { steps, end, scope, declared, envKnown } = evaluateStage(node, around)
    node.steps = steps
    node.end = end
    node.scope = scope
    node.declared = declared
    node.envKnown = envKnown
  }
  return { stages, names }
}

/** A number for each combination of kinds: to ask by it costs less than by their names. */
const kindBits: Readonly<Record<StageInstruction['kind'], number>> = {
  add: 1,
  arg: 2,
  cmd: 4,
  copy: 8,
  entrypoint: 16,
  env: 32,
  expose: 64,
  healthcheck: 128,
  label: 256,
  maintainer: 512,
  onbuild: 1024,
  run: 2048,
  shell: 4096,
  stopsignal: 8192,
  user: 16_384,
  volume: 32_768,
  workdir: 65_536,
}

const noSteps: readonly Step[] = []

/** The steps of some kinds, found once for each combination: most rules ask for the same few. */
const stepFinder = (ordered: () => readonly Step[]): Analysis['steps'] => {
  const known = new Map<number, readonly Step[]>()
  let present: number | undefined
  return <Kind extends StageInstruction['kind']>(...kinds: readonly Kind[]) => {
    let wanted = 0
    for (const kind of kinds) wanted |= kindBits[kind]
    present ??= ordered().reduce((bits, { instruction }) => bits | kindBits[instruction.kind], 0)
    // Other kinds change nothing.
    wanted &= present
    let found = wanted === 0 ? noSteps : known.get(wanted)
    if (found === undefined) {
      found = ordered().filter(({ instruction }) => (kindBits[instruction.kind] & wanted) !== 0)
      known.set(wanted, found)
    }
    // They were filtered by these kinds.
    return found as readonly StepOf<Kind>[]
  }
}

type UsesByName = ReadonlyMap<string, readonly CommandUse[]>

const noUses: readonly CommandUse[] = []

/** The calls of some programs; of most programs there is none, which must cost nothing. */
const usesOf = (byName: UsesByName, names: readonly string[]): readonly CommandUse[] => {
  let lists: (readonly CommandUse[])[] | undefined
  for (const name of names) {
    const list = byName.get(name)
    if (list !== undefined) (lists ??= []).push(list)
  }
  if (lists === undefined) return noUses
  const [first = noUses, ...others] = lists
  return others.length === 0 ? first : lists.flat().sort((left, right) => left.order - right.order)
}

/** Finds the calls of some programs. */
const useFinder =
  (byName: () => UsesByName): Analysis['commands'] =>
  (...names) =>
    usesOf(byName(), names)

/** A class, since V8 keeps what getters of a literal refer to, and with it the whole document, until it looks through all of its memory. */
class LazyAnalysis implements Analysis {
  readonly document: DockerfileDocument
  readonly globals: GlobalScope
  readonly stages: readonly StageNode[]
  readonly names: ReadonlyMap<string, StageNode>
  readonly last: StageNode | undefined
  readonly steps: Analysis['steps']
  readonly commands: Analysis['commands']
  readonly reachable = reachableFrom
  readonly #ordered: () => readonly Step[]
  #instructions: readonly Instruction[] | undefined
  #scripts: readonly ScriptUse[] | undefined
  #programs: ReadonlySet<string> | undefined

  constructor(document: DockerfileDocument, options: AnalysisOptions) {
    beginDocument()
    this.document = document
    this.globals = globalScope(document)
    const { stages, names } = makeStages(document, this.globals, options)
    this.stages = stages
    this.names = names
    this.last = stages.at(-1)
    this.#ordered = lazy(() => stages.flatMap((stage) => stage.steps))
    this.steps = stepFinder(this.#ordered)
    this.commands = useFinder(lazy(() => commandsByName(this.scripts)))
  }

  get instructions(): readonly Instruction[] {
    this.#instructions ??= [
      ...this.document.args,
      ...this.document.stages.flatMap((stage) => [stage.from, ...stage.instructions]),
    ]
    return this.#instructions
  }

  get scripts(): readonly ScriptUse[] {
    this.#scripts ??= scriptsOf(this.#ordered())
    return this.#scripts
  }

  get programs(): ReadonlySet<string> {
    this.#programs ??= namesIn(this.scripts)
    return this.#programs
  }
}

let last: Analysis | undefined

/** Works out what a document means; the same one is asked for again when its ignore file is there. */
export const analyse = (document: DockerfileDocument, options: AnalysisOptions = {}): Analysis => {
  if (options.imageConfig !== undefined) return new LazyAnalysis(document, options)
  if (last?.document !== document) last = new LazyAnalysis(document, options)
  return last
}
