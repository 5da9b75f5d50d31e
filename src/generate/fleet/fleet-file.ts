import { statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Config } from '../../config/config.js'
import type { MadeFile } from '../made-file.js'
import { markerComment, sealMarker } from '../marker.js'
import { pathFrom } from '../paths.js'
import type { GeneratedService } from '../service.js'
import { rebase } from './rebase.js'
import { bakeSettingsFrom, composeSettingsFrom } from './settings-from.js'

/** A file about all services of a repository. */
export type FleetKind = 'bake' | 'compose'

/** What a file about all services is made from. */
export interface FleetInput {
  /** Their paths are relative to `cwd`. */
  readonly services: readonly GeneratedService[]
  readonly cwd: string
  /** The configuration in force in `cwd`. */
  readonly config: Config | undefined
}

type Spell = (services: readonly GeneratedService[], folder: string, config: Config | undefined) => Promise<string>

/** The way from the folder of a file to that of the configuration, whose paths are relative to itself. */
const settingsWay = (folder: string, config: Config | undefined): string =>
  config === undefined ? '.' : pathFrom(folder, dirname(config.file))

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

const kinds: Readonly<Record<FleetKind, { readonly output: string; readonly spell: Spell }>> = {
  bake: {
    output: 'docker-bake.hcl',
    spell: async (services, folder, config) => {
      const [{ bakeFile }, { selectServices }] = await Promise.all([
        import('./bake/bake-file.js'),
        import('./select.js'),
      ])
      const placeOf = placesOf('bake', config)
      const select = (words: readonly string[]) => selectServices(words, services, placeOf('groups'))
      return bakeFile({
        services,
        config: bakeSettingsFrom(settingsWay(folder, config), config?.bake ?? {}),
        placeOf,
        select,
      })
    },
  },
  compose: {
    output: 'compose.yaml',
    spell: async (services, folder, config) => {
      const { composeFile } = await import('./compose/compose-file.js')
      return composeFile({
        services,
        config: composeSettingsFrom(settingsWay(folder, config), config?.compose ?? {}),
        placeOf: placesOf('compose', config),
        isFolder: (path) => isFolder(join(folder, path)),
      })
    },
  },
}

/** All kinds, in the order of their files. */
export const fleetKinds = ['bake', 'compose'] as const satisfies readonly FleetKind[]

const placesOf =
  (kind: FleetKind, config: Config | undefined) =>
  (key: string): ReturnType<Config['placeOf']> =>
    config?.placeOf([kind], key) ?? { file: 'gen-dockerfile.yaml' }

/** Where a file about all services belongs, absolute: beside the configuration, else in the working directory. */
export const fleetOutput = (kind: FleetKind, { cwd, config }: Omit<FleetInput, 'services'>): string =>
  resolve(config === undefined ? cwd : dirname(config.file), config?.[kind]?.output ?? kinds[kind].output)

/** What such a file is made from, for its marker: the configuration, else the one script, else all of them. */
const sourceOf = (services: readonly GeneratedService[], { cwd, config }: FleetInput, folder: string): string => {
  if (config?.services !== undefined) return pathFrom(folder, config.file)
  const sources = new Set(services.map(({ source }) => source))
  const [first] = sources
  return first === undefined || sources.size > 1 ? '**/dockerfile.ts' : pathFrom(folder, resolve(cwd, first))
}

/**
 * Makes the file with which another program builds or runs all services.
 *
 * Rejects with a GenDockerfileError for settings that cannot be met.
 */
export const makeFleetFile = async (kind: FleetKind, input: FleetInput): Promise<MadeFile> => {
  const { cwd, config, services } = input
  const output = fleetOutput(kind, input)
  const folder = dirname(output)
  const moved = folder === cwd ? services : services.map((service) => rebase(service, pathFrom(folder, cwd)))
  const text = await kinds[kind].spell(moved, folder, config)
  return { kind, output, text: sealMarker(`# ${markerComment(sourceOf(services, input, folder))}\n\n${text}`) }
}
