import type { Analysis } from '../../../analysis/analyse.js'
import { contextSources } from '../../../analysis/context-sources.js'
import type { StageNode } from '../../../analysis/stage-node.js'
import { renderDocument } from '../../../renderer/index.js'

/** A stage that several Dockerfiles have with the same content. */
export interface SharedStage {
  /** As the Dockerfiles call it. */
  readonly stage: string
  /** The places in the list of Dockerfiles, ascending. */
  readonly users: readonly number[]
}

/** A stage that others begin with and that depends on nothing but images. */
export interface BaseStage {
  readonly stage: string
  /** The text of all that it is built from. */
  readonly work: string
}

/** The text of all that a stage is built from; undefined for one that takes something of the build context or does no work. */
const workOf = (analysis: Analysis, stage: StageNode, takers: ReadonlySet<StageNode>): string | undefined => {
  const needed = analysis.reachable([stage])
  if ([...needed].some((each) => takers.has(each))) return undefined
  if (![...needed].some(({ steps }) => steps.some(({ instruction }) => instruction.kind === 'run'))) return undefined
  const stages = analysis.stages.filter((each) => needed.has(each)).map((each) => each.stage)
  return renderDocument({ ...analysis.document, header: [], trailer: [], detachedTrailer: [], stages }).text
}

/** The named stages that others begin with. */
const basesOf = ({ stages }: Analysis): readonly StageNode[] => {
  const bases = new Set(stages.map(({ base }) => (base.kind === 'stage' ? base.stage : undefined)))
  return stages.filter((stage) => stage.name !== undefined && bases.has(stage))
}

/** The stages that others begin with and that depend on nothing but images. */
export const baseStages = (analysis: Analysis): readonly BaseStage[] => {
  const takers = new Set(contextSources(analysis).map(({ step }) => step.stage))
  return basesOf(analysis).flatMap((base) => {
    const work = workOf(analysis, base, takers)
    return work === undefined ? [] : [{ stage: base.label, work }]
  })
}

/** Of such stages of Dockerfiles, those that two or more spell alike: builders that do not share a cache need make them only once. */
export const sharedStages = (dockerfiles: readonly (readonly BaseStage[])[]): readonly SharedStage[] => {
  const found = new Map<string, { readonly stage: string; readonly users: number[] }>()
  for (const [index, bases] of dockerfiles.entries()) {
    for (const { stage, work } of bases) {
      const known = found.get(work) ?? { stage, users: [] }
      known.users.push(index)
      found.set(work, known)
    }
  }
  return [...found.values()].filter(({ users }) => users.length > 1)
}
