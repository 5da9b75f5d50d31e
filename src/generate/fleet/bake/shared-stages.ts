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

/**
 * Stages that two Dockerfiles or more spell alike, that others begin with, and that depend on nothing but images: builders
 * that do not share a cache need make them only once.
 */
export const sharedStages = (dockerfiles: readonly Analysis[]): readonly SharedStage[] => {
  const found = new Map<string, { readonly stage: string; readonly users: number[] }>()
  for (const [index, analysis] of dockerfiles.entries()) {
    const takers = new Set(contextSources(analysis).map(({ step }) => step.stage))
    for (const base of basesOf(analysis)) {
      const work = workOf(analysis, base, takers)
      if (work === undefined) continue
      const known = found.get(work) ?? { stage: base.label, users: [] }
      known.users.push(index)
      found.set(work, known)
    }
  }
  return [...found.values()].filter(({ users }) => users.length > 1)
}
