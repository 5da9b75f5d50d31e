import { analyse } from '../../analysis/analyse.js'
import { buildkitFindings } from '../../linter/compat/buildkit.js'
import type { CompatFinding } from '../../linter/compat/compat-finding.js'
import { hadolintFindings } from '../../linter/compat/hadolint.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import {
  asLinted,
  type CompatFile,
  type LintReporter,
  type LintReportOptions,
  tallyOf,
} from '../../report/lint/index.js'
import type { ToolName } from '../../rules/support/rule.js'
import { showsLines } from './format.js'
import type { LintSetting } from './lint-options.js'
import type { LintWork } from './lint-part.js'
import { readText } from './read-text.js'
import { inputName, inputPath } from './sort-inputs.js'
import type { ShellcheckAnswer } from './shellcheck-setting.js'

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
export const compatWork = (
  setting: LintSetting,
  { spell }: LintReporter<CompatFile>,
  how: LintReportOptions,
): LintWork => {
  const { options } = setting
  const tool = options.compat ?? 'buildkit'
  return async (inputs) => {
    const reads: (Diagnostic | { readonly file: string; readonly text: string; readonly path: string })[] = []
    for (const input of inputs) {
      const file = inputName(input, setting)
      const read = await readText({ ...input, name: file })
      reads.push('rule' in read ? read : { file, text: read.text, path: inputPath(input, setting) })
    }
    const answers = await setting.shellcheck?.ask(reads.map((read) => ('text' in read ? read.text : '')))
    const files = reads.flatMap((read, index): readonly CompatFile[] => {
      if ('rule' in read) return []
      const { file, text, path } = read
      const findings = compatFindings(tool, text, file, path, setting, answers?.[index])
      return [{ file, text: showsLines(options) ? text : '', findings }]
    })
    return {
      pieces: [spell(files, how)],
      tally: tallyOf(files.map(asLinted)),
      levels: [...new Set(files.flatMap(({ findings }) => findings.map(({ level }) => level)))],
      failures: reads.flatMap((read) => ('rule' in read ? [read] : [])),
      generated: [],
    }
  }
}
