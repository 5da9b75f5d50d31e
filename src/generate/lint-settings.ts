import type { LintOptions } from '../linter/index.js'
import type { Configs } from './configs.js'
import type { GenerateOptions } from './options.js'
import type { SourceFile } from './source-file.js'

/** What a run and the configuration say about linting what a source builds. */
export type LintSettings = Pick<LintOptions, 'rules' | 'only' | 'policy' | 'builder'>

/** Finds the settings of sources. */
export type LintSettingsOf = (source: SourceFile) => Promise<LintSettings>

/**
 * Makes a finder of what is in force for a source: the options of the run go before the configuration.
 *
 * The promise rejects with a GenDockerfileError for a configuration with mistakes.
 */
export const createLintSettings = (
  { builder, lint = {} }: Pick<GenerateOptions, 'builder' | 'lint'>,
  configs: Configs,
): LintSettingsOf => {
  const known = new Map<unknown, LintSettings>()
  return async ({ folder }) => {
    const config = (await configs.of(folder))?.lint
    const settings = known.get(config) ?? {
      rules: { ...config?.rules, ...lint.rules },
      only: lint.only,
      policy: config?.policy,
      builder: builder ?? config?.builder,
    }
    known.set(config, settings)
    return settings
  }
}
