import { posix } from 'node:path'
import { analyse } from '../../../analysis/analyse.js'
import type { ComposeConfig } from '../../../config/compose-schema.js'
import { secretsOf } from '../build-secrets.js'
import type { GeneratedService } from '../../service.js'
import { type ComposePort, exposedPorts } from './ports.js'
import { stageCalled } from './stage-chain.js'
import { type ComposeVolume, volumesOf } from './volumes.js'
import { type WatchRule, watchRules } from './watch.js'

/** What a compose file says about one service. */
export interface ComposeService {
  /** The value under that name. */
  readonly entry: object
  /** Ids of the secrets that its build wants. */
  readonly secrets: readonly string[]
  /** Names of the volumes that the compose file has to declare. */
  readonly volumes: readonly string[]
}

/** What a service of a compose file cannot know by itself. */
export interface ComposeSurroundings {
  /** Its name in the file. */
  readonly composeName: string
  readonly config: ComposeConfig
  /** Whether a path, relative to the folder of the compose file, is a folder. */
  readonly isFolder: (path: string) => boolean
  /** Gives a port of this machine to one of the container. */
  readonly publish: (port: Omit<ComposePort, 'published'>) => ComposePort
}

/** Compose takes a path for one only where it begins with a dot. */
const asPath = (path: string): string => literal(path === '.' || path.startsWith('../') ? path : `./${path}`)

/** `$` begins a variable of compose. */
const literal = (text: string): string => text.replaceAll('$', () => '$$')

const optional = <Value>(name: string, values: readonly Value[]) => (values.length === 0 ? {} : { [name]: values })

const volumeEntry = (volume: ComposeVolume, context: string) =>
  volume.kind === 'named'
    ? `${volume.name}:${volume.target}`
    : {
        type: 'bind',
        source: asPath(posix.join(context, volume.source)),
        target: literal(volume.target),
        read_only: true,
        bind: { create_host_path: false },
      }

const portEntry = ({ published, target, protocol }: ComposePort): string =>
  `${published === undefined ? '' : `${published}:`}${target}${protocol === 'udp' ? '/udp' : ''}`

const watchEntry = ({ action, path, target, include = [], ignore = [] }: WatchRule, context: string) => ({
  action,
  path: asPath(posix.join(context, path)),
  ...(target === undefined ? {} : { target: literal(target) }),
  ...optional('include', include.map(literal)),
  ...optional('ignore', ignore.map(literal)),
})

/** The volume that a setting such as `data:/data` names; none for a path of this machine. */
const namedVolume = (setting: string): readonly string[] => {
  const [, name] = /^([a-zA-Z0-9][\w.-]+):/.exec(setting) ?? []
  return name === undefined ? [] : [name]
}

/** What a compose file says about a service; its paths are relative to the folder of that file. */
export const composeService = (
  { name, folder, context, output, document }: GeneratedService,
  { composeName, config, isFolder, publish }: ComposeSurroundings,
): ComposeService => {
  const analysis = analyse(document)
  const stage = stageCalled(analysis, config.target ?? 'dev')
  const inContext = (path: string): boolean => isFolder(posix.join(context, path))
  const { secrets, ssh } = secretsOf(analysis, stage === undefined ? [] : [stage])
  const place = { service: composeName, folder: posix.relative(context, folder) }
  const volumes = stage === undefined ? [] : volumesOf(analysis, stage, place, inContext)
  const watch = stage === undefined ? [] : watchRules(analysis, stage, inContext)
  const build = {
    context: asPath(context),
    dockerfile: literal(posix.relative(context, output)),
    ...(stage?.name === undefined || stage === analysis.last ? {} : { target: stage.name }),
    ...optional('secrets', secrets),
    ...optional('ssh', ssh),
  }
  const ports = stage === undefined ? [] : exposedPorts(stage).map(publish)
  const configured = config.volumes?.[name] ?? []
  const mounted = [...volumes.map((each) => volumeEntry(each, context)), ...configured]
  const rules = watch.map((rule) => watchEntry(rule, context))
  return {
    entry: {
      build,
      ...optional('ports', ports.map(portEntry)),
      ...optional('volumes', mounted),
      ...(rules.length === 0 ? {} : { develop: { watch: rules } }),
    },
    secrets,
    volumes: [
      ...volumes.flatMap((volume) => (volume.kind === 'named' ? [volume.name] : [])),
      ...configured.flatMap(namedVolume),
    ],
  }
}
