import { resolve } from 'node:path'
import { analyse } from '../../analysis/analyse.js'
import { buildkitFindings } from '../../linter/compat/buildkit.js'
import type { CompatFinding } from '../../linter/compat/compat-finding.js'
import { hadolintFindings } from '../../linter/compat/hadolint.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { ToolName } from '../../rules/support/rule.js'
import type { FoundInputs } from '../input-files.js'
import type { LintSetting } from './lint-options.js'
import { readText } from './read-text.js'
import type { ShellcheckAnswer } from './shellcheck-setting.js'

/** What another tool finds in some files. */
export interface CompatOutcome {
  readonly files: readonly { readonly file: string; readonly text: string }[]
  readonly findings: readonly CompatFinding[]
  readonly failures: readonly Diagnostic[]
}

/** BuildKit gets the build context with the Dockerfile. */
const ignoreOf = (text: string, path: string, { surroundings }: LintSetting): string | undefined => {
  const parsed = parseDockerfile(text)
  return 'error' in parsed ? undefined : surroundings.of(path)(analyse(parsed.document)).ignore
}

/** What another tool finds in a text. */
export const compatFindings = (
  tool: ToolName,
  text: string,
  file: string,
  path: string | undefined,
  setting: LintSetting,
  shellcheck: ShellcheckAnswer | undefined,
): readonly CompatFinding[] =>
  tool === 'hadolint'
    ? hadolintFindings(text, { file, shellcheck }, setting.configs.hadolint)
    : buildkitFindings(text, { file, ignore: path === undefined ? undefined : ignoreOf(text, path, setting) })

/** Runs another tool's rules over files; one that cannot be read stops no other. */
export const lintCompat = async (tool: ToolName, inputs: FoundInputs, setting: LintSetting): Promise<CompatOutcome> => {
  const { cwd, options } = setting
  const files: { readonly file: string; readonly text: string; readonly path: string }[] = []
  const failures = [...inputs.failures]
  for (const input of inputs.files) {
    const file = input.path === undefined ? (options.stdinFilename ?? '-') : input.name
    const read = await readText({ ...input, name: file })
    if ('rule' in read) {
      failures.push(read)
      continue
    }
    const path = input.path ?? resolve(cwd, options.stdinFilename ?? 'Dockerfile')
    files.push({ file, text: read.text, path })
  }
  const answers = await setting.shellcheck?.ask(files.map(({ text }) => text))
  const findings = files.flatMap(({ file, text, path }, index) =>
    compatFindings(tool, text, file, path, setting, answers?.[index]),
  )
  return { files, findings, failures }
}
