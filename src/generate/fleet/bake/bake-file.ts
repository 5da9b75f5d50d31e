import type { BakeConfig } from '../../../config/bake-schema.js'
import { GenDockerfileError } from '../../../model/error.js'
import type { GeneratedService } from '../../service.js'
import { uniqueNames } from '../unique-names.js'
import { bakeFacts } from './bake-facts.js'
import { type PlaceOf, variablesWithDefaults } from './fill.js'
import { hclBlock } from './hcl.js'
import { bakeName } from './names.js'
import { type BakeService, extraStages, givenTo, placeOfService, serviceTargets } from './service-targets.js'
import { sharedStages } from './shared-stages.js'

/** What a bake file is made from. */
export interface BakeInput {
  /** Paths relative to the folder in which bake is run. */
  readonly services: readonly GeneratedService[]
  readonly config: BakeConfig
  readonly placeOf: PlaceOf
  /** The services that the words of a group name. */
  readonly select: (words: readonly string[]) => readonly GeneratedService[]
}

interface Shared {
  readonly target: string
  readonly stage: string
  readonly users: readonly number[]
}

const nameless = (stage: string, config: BakeConfig, placeOf: PlaceOf): never => {
  throw new GenDockerfileError({
    code: 'unknown-bake-target',
    message: `\`bake.targets\` names \`${stage}\`, but no service has a stage of that name.`,
    hint: `Name a stage of a Dockerfile, such as \`debug\`; \`gen-dockerfile list\` shows them.`,
    place: placeOf('targets'),
  })
}

/** A group for each named stage that the configuration asks for. */
const stageGroups = (made: readonly BakeService[], config: BakeConfig, placeOf: PlaceOf): readonly string[] =>
  (config.targets ?? []).map((stage) => {
    const having = made.filter(({ service }) => extraStages(service, config).includes(stage))
    if (having.length === 0) nameless(stage, config, placeOf)
    return hclBlock('group', bakeName(stage), { targets: having.map(({ name }) => `${name}-${bakeName(stage)}`) })
  })

const sharedTarget = ({ target, stage, users }: Shared, made: readonly BakeService[], config: BakeConfig): string => {
  const first = made[users[0] ?? 0]
  if (first === undefined) return ''
  const { service, facts } = first
  return hclBlock('target', target, {
    ...placeOfService(service),
    target: stage,
    platforms: config.platforms,
    ...givenTo(stage, facts, config),
    output: ['type=cacheonly'],
  })
}

/**
 * The text of a `docker-bake.hcl`: variables, groups, and a target for every service.
 *
 * ```hcl
 * group "default" {
 *   targets = ["api"]
 * }
 *
 * target "api" {
 *   context    = "."
 *   dockerfile = "services/api/Dockerfile"
 *   tags       = ["${REGISTRY}api:${TAG}"]
 * }
 * ```
 *
 * @throws GenDockerfileError `unknown-bake-variable`, `unknown-bake-target`
 */
export const bakeFile = ({ services, config, placeOf, select }: BakeInput): string => {
  const all = services.map(({ document }) => bakeFacts(document, config.targets ?? []))
  const shared: readonly Shared[] = sharedStages(all.map(({ bases }) => bases)).map((each, index) => ({
    ...each,
    target: `shared-${bakeName(each.stage)}-${index + 1}`,
  }))
  const groups = Object.entries(config.groups ?? {})
  const names = uniqueNames(services, bakeName, [
    'default',
    ...shared.map(({ target }) => target),
    ...groups.map(([name]) => name),
    ...(config.targets ?? []).map(bakeName),
  ])
  const nameOf = (service: GeneratedService): string => names.get(service) ?? bakeName(service.name)
  const contexts = all.map((): Record<string, string> => ({}))
  for (const { users, stage, target } of shared)
    for (const index of users) Object.assign(contexts[index] ?? {}, { [stage]: target })
  const made = all.flatMap((facts, index): readonly BakeService[] => {
    const service = services[index]
    return service === undefined ? [] : [{ service, facts, name: nameOf(service), shared: contexts[index] ?? {} }]
  })
  return [
    ...Object.entries(variablesWithDefaults(config)).map(([name, value]) =>
      hclBlock('variable', name, { default: value }),
    ),
    hclBlock('group', 'default', { targets: made.map(({ name }) => name) }),
    ...groups.map(([name, words]) => hclBlock('group', name, { targets: select(words).map(nameOf) })),
    ...stageGroups(made, config, placeOf),
    ...shared.map((each) => sharedTarget(each, made, config)),
    ...made.flatMap((each) => serviceTargets(each, config, placeOf)),
  ].join('\n')
}
