import { analyse } from '../../analysis/analyse.js'
import { shellScripts } from '../../analysis/shell-scripts.js'
import { hadolintScripts } from '../../linter/compat/hadolint.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { ShellcheckComment } from '../../rules/support/shellcheck-comment.js'
import type { LintCommandOptions } from './options.js'

/** What ShellCheck says about the scripts of one Dockerfile, in their order. */
export type ShellcheckAnswer = readonly (readonly ShellcheckComment[])[]

/** ShellCheck as a run of `lint` uses it. */
export interface ShellcheckSetting {
  /** Asks about Dockerfiles, with one process for all of them. */
  readonly ask: (texts: readonly string[]) => Promise<readonly ShellcheckAnswer[]>
  /** What the user should know. */
  readonly note: string
}

const ownScripts = (text: string): readonly string[] => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return []
  return shellScripts(analyse(parsed.document), { asHadolint: false }).map((script) => script.text)
}

const asker =
  (program: string, scriptsOf: (text: string) => readonly string[]): ShellcheckSetting['ask'] =>
  async (texts) => {
    const { runShellcheck } = await import('../shellcheck.js')
    const scripts = texts.map(scriptsOf)
    const comments = await runShellcheck(program, scripts.flat())
    let start = 0
    return scripts.map(({ length }) => comments.slice(start, (start += length)))
  }

/**
 * What `--shellcheck` comes to. `auto`, the default, means the program on PATH under `--compat hadolint`, which has ShellCheck
 * inside, and none otherwise.
 *
 * @throws GenDockerfileError for a path at which there is no program.
 */
export const shellcheckSetting = async (
  { shellcheck = 'auto', compat }: LintCommandOptions,
  cwd: string,
): Promise<ShellcheckSetting | string | undefined> => {
  const isCompat = compat === 'hadolint'
  if (shellcheck === 'off' || (shellcheck === 'auto' && !isCompat)) return undefined
  const { findShellcheck } = await import('../shellcheck.js')
  const program = await findShellcheck(shellcheck, cwd)
  if (program === undefined) return 'There is no `shellcheck` on PATH, so findings with SC codes are left out.'
  const name = shellcheck === 'auto' ? 'The `shellcheck` on PATH' : `\`${shellcheck}\``
  return {
    ask: asker(program, isCompat ? hadolintScripts : ownScripts),
    note: `${name} checked the scripts of RUN.`,
  }
}
