import { resolve } from 'node:path'
import type { Config } from '../config/config.js'
import { createConfigFinder } from '../config/find-config.js'
import type { LintOptions } from '../linter/index.js'
import type { GenerateOptions } from './options.js'
import { pathFrom } from './paths.js'
import type { SourceFile } from './source-file.js'

/** What a run and the configuration say about linting what a source builds. */
export type LintSettings = Pick<LintOptions, 'rules' | 'only' | 'policy' | 'builder'>

/** Finds the settings of sources; each configuration is read once. */
export type LintSettingsOf = (source: SourceFile) => Promise<LintSettings>

/**
 * Makes a finder of what is in force for a source: the options of the run go before the configuration.
 *
 * The promise rejects with a GenDockerfileError for a configuration with mistakes.
 */
export const createLintSettings = ({ cwd, builder, lint = {} }: GenerateOptions): LintSettingsOf => {
  const find = createConfigFinder(cwd)
  const known = new Map<string, Promise<Config>>()
  const load = async (file: string): Promise<Config> => {
    const { readConfig } = await import('../config/read-config.js')
    return readConfig(file, lint.config ?? pathFrom(cwd, file))
  }
  return async ({ folder }) => {
    const file = lint.config === undefined ? find(folder) : resolve(cwd, lint.config)
    const reading = file === undefined ? undefined : (known.get(file) ?? load(file))
    if (file !== undefined && reading !== undefined) known.set(file, reading)
    const config = (await reading)?.lint
    return {
      rules: { ...config?.rules, ...lint.rules },
      only: lint.only,
      policy: config?.policy,
      builder: builder ?? config?.builder,
    }
  }
}
