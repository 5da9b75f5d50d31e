import { dirname, resolve } from 'node:path'
import type { Config } from '../config/config.js'
import { createConfigFinder } from '../config/find-config.js'
import { pathFrom } from './paths.js'

/** The configurations of a run; each is read once. */
export interface Configs {
  /** The one that is in force in a folder. */
  readonly of: (folder: string) => Promise<Config | undefined>
}

/**
 * Makes a reader of configurations; `given` is in force everywhere, relative to `cwd`. What holds in a folder that is known to be
 * plain holds in the one above, which services have in common.
 *
 * Its promises reject with a GenDockerfileError for a configuration with mistakes.
 */
export const createConfigs = (
  cwd: string,
  given?: string,
  isPlain: (folder: string) => boolean = () => false,
): Configs => {
  const find = createConfigFinder(cwd)
  const known = new Map<string, Promise<Config>>()
  const load = async (file: string): Promise<Config> => {
    const { readConfig } = await import('../config/read-config.js')
    return readConfig(file, given ?? pathFrom(cwd, file))
  }
  const read = (file: string): Promise<Config> => {
    const reading = known.get(file) ?? load(file)
    known.set(file, reading)
    return reading
  }
  return {
    of: async (folder) => {
      const file = given === undefined ? find(isPlain(folder) ? dirname(folder) : folder) : resolve(cwd, given)
      return file === undefined ? undefined : read(file)
    },
  }
}
