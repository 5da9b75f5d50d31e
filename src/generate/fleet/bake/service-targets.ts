import { posix } from 'node:path'
import type { BakeConfig } from '../../../config/bake-schema.js'
import type { GeneratedService } from '../../service.js'
import { fillNames, type PlaceOf } from './fill.js'
import { hclBlock, type HclValue } from './hcl.js'
import { bakeName } from './names.js'
import type { BakeFacts } from './bake-facts.js'

/** A service on its way into a bake file. */
export interface BakeService {
  readonly service: GeneratedService
  readonly facts: BakeFacts
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

/** What the build of a stage is given from outside. */
export const givenTo = (
  stage: string,
  { given }: BakeFacts,
  config: BakeConfig,
): Record<string, HclValue | undefined> => {
  const { secrets = [], ssh = [] } = given[stage] ?? {}
  return { secret: nonEmpty(secrets.map((id) => secretOf(id, config))), ssh: nonEmpty(ssh) }
}

const commonOf = (
  stage: string,
  { service, facts, shared }: BakeService,
  config: BakeConfig,
): Record<string, HclValue | undefined> => {
  const contexts = Object.entries(shared).map(([name, target]) => [name, `target:${target}`] as const)
  return {
    ...placeOfService(service),
    contexts: contexts.length === 0 ? undefined : Object.fromEntries(contexts),
    platforms: nonEmpty(config.platforms),
    ...givenTo(stage, facts, config),
  }
}

/** The stages besides the default that become targets. */
export const extraStages = ({ targets }: GeneratedService, config: BakeConfig): readonly string[] =>
  targets.filter((stage) => config.targets?.includes(stage) === true)

/** The targets of a service: its image, and the named stages that the configuration asks for. */
export const serviceTargets = (made: BakeService, config: BakeConfig, placeOf: PlaceOf): readonly string[] => {
  const { service, name, facts } = made
  const tags = fillNames('tags', config.tags ?? ['${REGISTRY}{name}:${TAG}'], service.name, config, placeOf)
  const cacheFrom = nonEmpty(fillNames('cacheFrom', config.cacheFrom ?? [], service.name, config, placeOf))
  const cacheTo = nonEmpty(fillNames('cacheTo', config.cacheTo ?? [], service.name, config, placeOf))
  const image = hclBlock('target', name, {
    ...commonOf(facts.last, made, config),
    // Said in any case: bake also reads a compose.yaml beside it, and with it the stage for development. Empty is the last stage,
    // which BuildKit does not find by its number.
    target: facts.last,
    tags,
    'cache-from': cacheFrom,
    'cache-to': cacheTo,
  })
  const extra = extraStages(service, config).map((stage) =>
    hclBlock('target', `${name}-${bakeName(stage)}`, {
      ...commonOf(stage, made, config),
      target: stage,
      tags: tags.map(({ template }) => ({ template: `${template}-${stage}` })),
      'cache-from': cacheFrom,
    }),
  )
  return [image, ...extra]
}
