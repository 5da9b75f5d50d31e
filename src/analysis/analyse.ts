import type { DockerfileDocument } from '../model/document.js'
import type { Instruction, InstructionOf, StageInstruction } from '../model/instruction.js'
import { evaluateStage } from './evaluate.js'
import { commandsByName, scriptsOf } from './commands.js'
import type { CommandUse, ScriptUse } from './commands.js'
import { lazy } from './lazy.js'
import { reachableFrom } from './reachable.js'
import { globalScope, stageHead } from './stage-graph.js'
import type { AnalysisOptions, GlobalScope } from './stage-graph.js'
import type { StageNode, Step } from './stage-node.js'
import { startOf } from './stage-start.js'

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
  /** What RUNs call by one of these names, whatever the folder, in order; those behind ONBUILD included. */
  readonly commands: (...names: readonly string[]) => readonly CommandUse[]
  /** The stages that a build of these stages runs. */
  readonly reachable: (targets: readonly StageNode[]) => ReadonlySet<StageNode>
}

type Growing = { -readonly [Key in keyof StageNode]: StageNode[Key] }

const makeStages = (document: DockerfileDocument, globals: GlobalScope, options: AnalysisOptions) => {
  const names = new Map<string, StageNode>()
  const stages: Growing[] = []
  for (const [index, stage] of document.stages.entries()) {
    const head = stageHead(stage, index, names, globals, document, options)
    const { state: end, ...start } = startOf(head)
    const node: Growing = { ...head, ...start, steps: [], end }
    stages.push(node)
    if (node.name !== undefined) names.set(node.name, node)
  }
  const around = { escape: document.directives.escape, globals, stages, names }
  for (const node of stages) Object.assign(node, evaluateStage(node, around))
  return { stages, names }
}

/** The steps of some kinds, found once for each combination: most rules ask for the same few. */
const stepFinder = (ordered: () => readonly Step[]): Analysis['steps'] => {
  const known = new Map<string, readonly Step[]>()
  const isOf =
    <Kind extends StageInstruction['kind']>(kinds: readonly Kind[]) =>
    (step: Step): step is StepOf<Kind> =>
      kinds.some((kind) => kind === step.instruction.kind)
  return <Kind extends StageInstruction['kind']>(...kinds: readonly Kind[]) => {
    const key = kinds.join()
    const found = known.get(key) ?? ordered().filter(isOf(kinds))
    known.set(key, found)
    // They were filtered by these kinds.
    return found as readonly StepOf<Kind>[]
  }
}

/** Works out what a document means. */
export const analyse = (document: DockerfileDocument, options: AnalysisOptions = {}): Analysis => {
  const globals = globalScope(document)
  const { stages, names } = makeStages(document, globals, options)
  const ordered = lazy(() => stages.flatMap((stage) => stage.steps))
  const scripts = lazy(() => scriptsOf(ordered()))
  const byName = lazy(() => commandsByName(scripts()))
  const instructions = lazy(() => [
    ...document.args,
    ...document.stages.flatMap((stage) => [stage.from, ...stage.instructions]),
  ])
  return {
    document,
    globals,
    stages,
    names,
    last: stages.at(-1),
    get instructions() {
      return instructions()
    },
    get scripts() {
      return scripts()
    },
    commands: (...names) => {
      const found = names.flatMap((name) => byName().get(name) ?? [])
      return names.length > 1 ? found.toSorted((left, right) => left.order - right.order) : found
    },
    steps: stepFinder(ordered),
    reachable: reachableFrom,
  }
}
