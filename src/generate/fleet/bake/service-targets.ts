import { posix } from 'node:path'
import type { Analysis } from '../../../analysis/analyse.js'
import type { BakeConfig } from '../../../config/bake-schema.js'
import type { GeneratedService } from '../../service.js'
import { fillNames, type PlaceOf } from './fill.js'
import { hclBlock, type HclValue } from './hcl.js'
import { bakeName } from './names.js'
import { secretsOf } from '../build-secrets.js'

/** A service on its way into a bake file. */
export interface BakeService {
  readonly service: GeneratedService
  readonly analysis: Analysis
  /** Its name in the bake file. */
  readonly name: string
  /** Stages that targets of their own build, and the names of those. */
  readonly shared: Readonly<Record<string, string>>
}

const nonEmpty = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items

const secretOf = (id: string, { secrets }: BakeConfig): string => {
  const from = secrets?.[id]
  if (from === undefined) return `id=${id},env=${id}`
  return 'env' in from ? `id=${id},env=${from.env}` : `id=${id},src=${from.file}`
}

/** Where a Dockerfile is. Bake looks for it from the context. */
export const placeOfService = ({ context, output }: GeneratedService) => ({
  context,
  dockerfile: posix.relative(context, output),
})

const commonOf = (
  { service, analysis, shared }: BakeService,
  config: BakeConfig,
): Record<string, HclValue | undefined> => {
  const { secrets, ssh } = secretsOf(analysis)
  const contexts = Object.entries(shared).map(([stage, target]) => [stage, `target:${target}`] as const)
  return {
    ...placeOfService(service),
    contexts: contexts.length === 0 ? undefined : Object.fromEntries(contexts),
    platforms: nonEmpty(config.platforms),
    secret: nonEmpty(secrets.map((id) => secretOf(id, config))),
    ssh: nonEmpty(ssh),
  }
}

/** The stages besides the default that become targets. */
export const extraStages = ({ targets }: GeneratedService, config: BakeConfig): readonly string[] =>
  targets.filter((stage) => config.targets?.includes(stage) === true)

/** The targets of a service: its image, and the named stages that the configuration asks for. */
export const serviceTargets = (made: BakeService, config: BakeConfig, placeOf: PlaceOf): readonly string[] => {
  const { service, name } = made
  const common = commonOf(made, config)
  const tags = fillNames('tags', config.tags ?? ['${REGISTRY}{name}:${TAG}'], service.name, config, placeOf)
  const cacheFrom = nonEmpty(fillNames('cacheFrom', config.cacheFrom ?? [], service.name, config, placeOf))
  const cacheTo = nonEmpty(fillNames('cacheTo', config.cacheTo ?? [], service.name, config, placeOf))
  const image = hclBlock('target', name, {
    ...common,
    // Said in any case: bake also reads a compose.yaml beside it, and with it the stage for development.
    target: made.analysis.last?.name ?? String(service.document.stages.length - 1),
    tags,
    'cache-from': cacheFrom,
    'cache-to': cacheTo,
  })
  const extra = extraStages(service, config).map((stage) =>
    hclBlock('target', `${name}-${bakeName(stage)}`, {
      ...common,
      target: stage,
      tags: tags.map(({ template }) => ({ template: `${template}-${stage}` })),
      'cache-from': cacheFrom,
    }),
  )
  return [image, ...extra]
}
