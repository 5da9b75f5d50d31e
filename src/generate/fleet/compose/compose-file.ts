import { stringify } from 'yaml'
import type { ComposeConfig } from '../../../config/compose-schema.js'
import { GenDockerfileError } from '../../../model/error.js'
import type { Place } from '../../../model/place.js'
import { nearest } from '../../../words/nearest.js'
import type { GeneratedService } from '../../service.js'
import { composeService } from './compose-service.js'
import { uniqueNames } from '../unique-names.js'
import { createPublisher } from './ports.js'

/** What a compose file is made from. */
export interface ComposeInput {
  /** Paths relative to the folder of the compose file. */
  readonly services: readonly GeneratedService[]
  readonly config: ComposeConfig
  readonly placeOf: (key: string) => Place
  /** Whether a path, relative to the folder of the compose file, is a folder. */
  readonly isFolder: (path: string) => boolean
}

const checkVolumes = ({ services, config, placeOf }: ComposeInput): void => {
  const names = services.map(({ name }) => name)
  for (const name of Object.keys(config.volumes ?? {})) {
    if (names.includes(name)) continue
    const near = nearest(name, names)
    throw new GenDockerfileError({
      code: 'unknown-compose-service',
      message: `\`compose.volumes\` names \`${name}\`, but there is no service of that name.`,
      hint: near === undefined ? '`gen-dockerfile list` shows the services.' : `Did you mean \`${near}\`?`,
      place: placeOf('volumes'),
    })
  }
}

/** Compose allows letters, digits, `.`, `_` and `-` in the name of a service. */
const composeName = (name: string): string => name.replace(/[^\w.-]/g, '-')

const sortedUnique = (names: readonly string[]): readonly string[] => [...new Set(names)].sort()

/** A part of the file that is left out where it is empty. */
const section = (name: string, entries: readonly (readonly [string, object])[]) =>
  entries.length === 0 ? {} : { [name]: Object.fromEntries(entries) }

/**
 * The text of a `compose.yaml` for work on this machine: every service at its stage for development, with its ports,
 * volumes, secrets, and what `docker compose watch` does with changes.
 *
 * ```yaml
 * services:
 *   api:
 *     build: { context: ., dockerfile: services/api/Dockerfile, target: dev }
 *     ports: ['8080:8080']
 *     develop:
 *       watch:
 *         - { action: sync, path: ./services/api/src, target: /app/src }
 * ```
 *
 * @throws GenDockerfileError `unknown-compose-service`
 */
export const composeFile = (input: ComposeInput): string => {
  checkVolumes(input)
  const { config, isFolder } = input
  const publish = createPublisher()
  const names = uniqueNames(input.services, composeName)
  const services = input.services.map((service) => {
    const name = names.get(service) ?? composeName(service.name)
    return { name, ...composeService(service, { composeName: name, config, isFolder, publish }) }
  })
  const secrets = sortedUnique(services.flatMap((service) => service.secrets)).map((id) => {
    const from = config.secrets?.[id] ?? { env: id }
    return [id, 'env' in from ? { environment: from.env } : { file: from.file }] as const
  })
  const volumes = sortedUnique(services.flatMap((service) => service.volumes)).map((name) => [name, {}] as const)
  return stringify(
    {
      ...section(
        'services',
        services.map(({ name, entry }) => [name, entry] as const),
      ),
      ...section('volumes', volumes),
      ...section('secrets', secrets),
    },
    // Other programs that read the file take `22:22` for a number and `on` for true: in the older version such texts are quoted.
    { lineWidth: 0, aliasDuplicateObjects: false, version: '1.1' },
  )
}
