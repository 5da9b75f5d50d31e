import { dirname } from 'node:path'
import type { Config } from '../../config/config.js'
import { pathFrom } from '../../generate/paths.js'
import { createMatcher } from '../../ignore/index.js'
import { withHadolintPolicy } from '../../linter/hadolint-policy.js'
import type { LintTextOptions } from '../../linter/lint-text.js'
import type { LintCommandOptions } from './options.js'
import type { Configs } from './configs.js'
import type { ShellcheckAnswer, ShellcheckSetting } from './shellcheck-setting.js'
import type { SurroundingsFinder } from './surroundings.js'

/** What a run is told, and what it reads once. */
export interface LintSetting {
  readonly cwd: string
  readonly options: LintCommandOptions
  readonly configs: Configs
  readonly surroundings: SurroundingsFinder
  /** Absent where it does not run. */
  readonly shellcheck: ShellcheckSetting | undefined
}

/** Whether the configuration says that a file is not linted. */
export const isIgnored = (path: string, config: Config | undefined): boolean =>
  config !== undefined &&
  config.lint.ignore.length > 0 &&
  createMatcher(config.lint.ignore).excludes(pathFrom(dirname(config.file), path))

/** How a file is linted. What the command line says goes before the configuration, and that before hadolint's. */
export const lintOptionsFor = (
  file: string,
  path: string,
  config: Config | undefined,
  { options, configs, surroundings }: LintSetting,
  shellcheck: ShellcheckAnswer | undefined,
): LintTextOptions => {
  const { lint } = config ?? {}
  return {
    file,
    rules: { ...lint?.rules, ...options.rule },
    only: options.only,
    builder: options.builder ?? lint?.builder,
    policy: withHadolintPolicy(lint?.policy, configs.hadolint),
    hadolint: configs.hadolint,
    surroundings: surroundings.of(path),
    shellcheck,
  }
}
