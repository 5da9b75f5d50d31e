import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { GenDockerfileError } from '../../model/error.js'
import { loadConfigs } from './configs.js'
import type { LintSetting } from './lint-options.js'
import type { LintCommandOptions } from './options.js'
import { shellcheckSetting } from './shellcheck-setting.js'
import { type ContextChoice, createSurroundings } from './surroundings.js'

const contextOf = ({ context }: LintCommandOptions, cwd: string): ContextChoice => {
  if (context === false) return 'none'
  if (typeof context !== 'string') return 'fitting'
  const folder = resolve(cwd, context)
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { folder }
  throw new GenDockerfileError({
    code: 'context-not-found',
    message: `There is no folder \`${context}\` to be the build context.`,
    hint: 'Name a folder with `--context`, or write `--no-context`.',
  })
}

/**
 * What the options of a run come to.
 *
 * @throws GenDockerfileError for a context, a configuration or a program that is not there.
 */
export const settingOf = async (options: LintCommandOptions, cwd: string): Promise<LintSetting> => {
  const [configs, shellcheck] = await Promise.all([
    loadConfigs({ cwd, given: options.config, compat: options.compat }),
    shellcheckSetting(options, cwd),
  ])
  const isMissing = typeof shellcheck === 'string'
  const told = isMissing ? [shellcheck] : shellcheck === undefined ? [] : [shellcheck.note]
  return {
    cwd,
    options,
    configs: { ...configs, notes: [...configs.notes, ...told] },
    surroundings: createSurroundings(cwd, contextOf(options, cwd)),
    shellcheck: isMissing ? undefined : shellcheck,
  }
}
