import { analyse } from '../../../analysis/analyse.js'
import type { DockerfileDocument } from '../../../model/document.js'
import { type BuildSecrets, secretsOf } from '../build-secrets.js'
import { type BaseStage, baseStages } from './shared-stages.js'

/** What a bake file says about a Dockerfile. An analysis is much larger, and there may be thousands. */
export interface BakeFacts {
  /** The name of the last stage; empty where it has none. */
  readonly last: string
  /** What the builds of some stages are given from outside, by the names of the stages. */
  readonly given: Readonly<Record<string, BuildSecrets>>
  readonly bases: readonly BaseStage[]
}

/**
 * Reads what a bake file says about a Dockerfile.
 *
 * @param named stages besides the last that become targets where the Dockerfile has them
 */
export const bakeFacts = (document: DockerfileDocument, named: readonly string[]): BakeFacts => {
  const analysis = analyse(document)
  const last = analysis.last?.name ?? ''
  const bases = baseStages(analysis)
  const given = [last, ...named, ...bases.map(({ stage }) => stage)].map((name) => {
    const stage = name === '' ? analysis.last : analysis.names.get(name.toLowerCase())
    return [name, secretsOf(analysis, stage === undefined ? [] : [stage])] as const
  })
  return { last, given: Object.fromEntries(given), bases }
}
