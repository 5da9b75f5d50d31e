import { resolve } from 'node:path'
import { analyse } from '../../analysis/analyse.js'
import { buildkitFindings } from '../../linter/compat/buildkit.js'
import type { CompatFinding } from '../../linter/compat/compat-finding.js'
import { hadolintFindings } from '../../linter/compat/hadolint.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { ToolName } from '../../rules/support/rule.js'
import type { FoundInputs, InputFile } from '../input-files.js'
import { inBatches } from './batches.js'
import { showsLines } from './format.js'
import type { LintSetting } from './lint-options.js'
import { readText } from './read-text.js'
import type { ShellcheckAnswer } from './shellcheck-setting.js'

/** What another tool finds in a file; plain data, which another thread may have made. */
export interface CompatFile {
  readonly file: string
  readonly text: string
  readonly findings: readonly CompatFinding[]
}

/** What another tool finds in some files. */
export interface CompatOutcome {
  readonly files: readonly CompatFile[]
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

/** Runs the rules of the tool that `--compat` names over inputs; what cannot be read is a finding of ours. */
export const compatInputs = async (
  inputs: readonly InputFile[],
  setting: LintSetting,
): Promise<readonly (CompatFile | Diagnostic)[]> => {
  const { cwd, options } = setting
  const tool = options.compat ?? 'buildkit'
  const reads: (Diagnostic | { readonly file: string; readonly text: string; readonly path: string })[] = []
  for (const input of inputs) {
    const file = input.path === undefined ? (options.stdinFilename ?? '-') : input.name
    const read = await readText({ ...input, name: file })
    const path = input.path ?? resolve(cwd, options.stdinFilename ?? 'Dockerfile')
    reads.push('rule' in read ? read : { file, text: read.text, path })
  }
  const answers = await setting.shellcheck?.ask(reads.map((read) => ('text' in read ? read.text : '')))
  return reads.map((read, index) => {
    if ('rule' in read) return read
    const { file, text, path } = read
    const findings = compatFindings(tool, text, file, path, setting, answers?.[index])
    return { file, text: showsLines(options) ? text : '', findings }
  })
}

/** Runs another tool's rules over files; one that cannot be read stops no other. */
export const lintCompat = async (inputs: FoundInputs, setting: LintSetting): Promise<CompatOutcome> => {
  const outcomes = await inBatches(inputs.files, setting, compatInputs)
  return {
    files: outcomes.filter((each) => 'findings' in each),
    failures: [...inputs.failures, ...outcomes.filter((each) => 'rule' in each)],
  }
}
