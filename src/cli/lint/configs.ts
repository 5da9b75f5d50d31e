import { basename, dirname, resolve } from 'node:path'
import type { Config } from '../../config/config.js'
import { createConfigFinder } from '../../config/find-config.js'
import { findHadolintConfig } from '../../config/find-hadolint-config.js'
import { withEnvironment } from '../../config/hadolint-environment.js'
import { pathFrom } from '../../generate/paths.js'
import type { HadolintConfig } from '../../linter/compat/hadolint-config.js'
import { isGenDockerfileError } from '../../model/error.js'
import type { ToolName } from '../../rules/support/rule.js'

/** What configurations say, for a run. */
export interface Configs {
  /**
   * What is in force for a file; rejects with a GenDockerfileError for a configuration with mistakes, the same one for all files
   * that it is for.
   */
  readonly forFile: (path: string) => Promise<Config | undefined>
  readonly hadolint: HadolintConfig
  readonly notes: readonly string[]
}

/** How a run was told to find them. */
interface ConfigOptions {
  readonly cwd: string
  /** `--config` */
  readonly given: string | undefined
  readonly compat: ToolName | undefined
}

const isHadolints = (file: string | undefined): file is string =>
  file !== undefined && /^\.?hadolint\.ya?ml$/.test(basename(file))

/** hadolint passes over a configuration with mistakes, and so do we, but say so. */
const readHadolint = async (file: string, shown: string): Promise<{ config: HadolintConfig; notes: string[] }> => {
  const { readHadolintConfig } = await import('../../config/hadolint-config.js')
  try {
    return { config: readHadolintConfig(file, shown), notes: [`\`${shown}\` is honoured.`] }
  } catch (error) {
    if (!isGenDockerfileError(error) || error.code === 'config-unreadable') throw error
    const line = error.place?.line === undefined ? '' : ` (line ${error.place.line})`
    return { config: {}, notes: [`${error.message}${line} It is passed over, as hadolint does.`] }
  }
}

const loadHadolint = async ({ cwd, given, compat }: ConfigOptions): Promise<Pick<Configs, 'hadolint' | 'notes'>> => {
  if (compat === 'buildkit') return { hadolint: {}, notes: [] }
  const isGiven = isHadolints(given) || (compat === 'hadolint' && given !== undefined)
  const found = isGiven ? resolve(cwd, given) : findHadolintConfig(cwd, compat === 'hadolint' ? process.env : {})
  const { config, notes } =
    found === undefined ? { config: {}, notes: [] } : await readHadolint(found, isGiven ? given : pathFrom(cwd, found))
  return { hadolint: compat === 'hadolint' ? withEnvironment(config, process.env) : config, notes }
}

/** Finds the configurations of a run; each is read once. */
export const loadConfigs = async (options: ConfigOptions): Promise<Configs> => {
  const { cwd, given, compat } = options
  const own = given === undefined || isHadolints(given) ? undefined : resolve(cwd, given)
  const find = createConfigFinder(cwd)
  const known = new Map<string, Promise<Config>>()
  const read = async (file: string): Promise<Config> => {
    const { readConfig } = await import('../../config/read-config.js')
    return readConfig(file, own === undefined ? pathFrom(cwd, file) : (given ?? ''))
  }
  return {
    ...(await loadHadolint(options)),
    forFile: async (path) => {
      const file = compat === undefined ? (own ?? find(dirname(path))) : undefined
      if (file === undefined) return undefined
      const reading = known.get(file) ?? read(file)
      known.set(file, reading)
      return reading
    },
  }
}
