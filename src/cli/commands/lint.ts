import { resolve } from 'node:path'
import type { LintOutcome } from '../../linter/lint-outcome.js'
import { lintText } from '../../linter/lint-text.js'
import { findingData } from '../../report/finding-data.js'
import { severityCounts } from '../../report/severity-counts.js'
import type { Terminal } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { findInputFiles, type FoundInputs } from '../input-files.js'
import { buildkitExitCode, hadolintExitCode, ownExitCode } from '../lint/exit-code.js'
import { compatFindings } from '../lint/lint-compat.js'
import { lintFiles } from '../lint/lint-files.js'
import { lintOptionsFor } from '../lint/lint-options.js'
import { lintSources } from '../lint/lint-sources.js'
import { checkOptions, type LintCommandOptions } from '../lint/options.js'
import { settingOf } from '../lint/setting.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { answerLines } from '../stdin-jsonl.js'

export { helpLint } from '../lint/help-lint.js'
export { configureLint as configure } from '../lint/options.js'

/** Answers documents that come line by line; they stand in no folder, so only `--context` gives them one. */
const runLines = async (options: LintCommandOptions, cwd: string): Promise<number> => {
  const context = typeof options.context === 'string' ? options.context : false
  const setting = await settingOf({ ...options, context }, cwd)
  const path = resolve(cwd, options.stdinFilename ?? 'Dockerfile')
  const file = options.stdinFilename ?? '-'
  const { compat } = options
  if (compat !== undefined) {
    let code: number = exitCodes.fine
    const { broken } = await answerLines(process.stdin, process.stdout, async ({ dockerfile }) => {
      const [answer] = (await setting.shellcheck?.ask([dockerfile])) ?? []
      const findings = compatFindings(compat, dockerfile, file, context === false ? undefined : path, setting, answer)
      const levels = findings.map(({ level }) => level)
      code ||=
        compat === 'hadolint'
          ? hadolintExitCode(levels, setting.configs.hadolint, true)
          : buildkitExitCode(levels, true)
      return { findings }
    })
    return broken > 0 ? exitCodes.findings : code
  }
  const config = await setting.configs.forFile(path)
  const total = { errors: 0, warnings: 0, infos: 0 }
  const { broken } = await answerLines(process.stdin, process.stdout, async ({ dockerfile }) => {
    const [answer] = (await setting.shellcheck?.ask([dockerfile])) ?? []
    const diagnostics = lintText(dockerfile, lintOptionsFor(file, path, config, setting, answer))
    const counts = severityCounts(diagnostics)
    total.errors += counts.errors
    total.warnings += counts.warnings
    total.infos += counts.infos
    return { version: 1, diagnostics: diagnostics.map(findingData), summary: { files: 1, ...counts } }
  })
  const { maxWarnings } = options
  return broken > 0 ? exitCodes.findings : ownExitCode({ ...total, maxWarnings, hadolint: setting.configs.hadolint })
}

const isSource = (path: string): boolean => /\.[cm]?[jt]s$/.test(path)

const nothing: LintOutcome = { files: [], failures: [], notes: [] }

/** Lints, repairs where that is wanted, reports, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<LintCommandOptions>()
  const common = commonOptions(command)
  const { cwd } = common
  checkOptions(options, command.args)
  if (options.stdinJsonl) return runLines(options, cwd)
  const setting = await settingOf(options, cwd)
  const sources = command.args.filter(isSource)
  const others = command.args.filter((path) => !isSource(path))
  const none: FoundInputs = { files: [], failures: [] }
  const inputs = sources.length > 0 && others.length === 0 ? none : await findInputFiles(others, cwd)
  const isBuilding = sources.length > 0 && options.compat === undefined
  const built = isBuilding ? await lintSources(sources, cwd, options) : nothing
  const { tally, levels, failures } = await lintFiles(inputs, built, setting, common, terminal)
  const { hadolint } = setting.configs
  const isComplete = failures.length === 0
  if (options.compat === 'hadolint') return hadolintExitCode(levels, hadolint, isComplete)
  if (options.compat === 'buildkit') return buildkitExitCode(levels, isComplete)
  const { maxWarnings } = options
  if (maxWarnings !== undefined && tally.warnings > maxWarnings) {
    terminal.err(`error: There are ${tally.warnings} warnings, more than \`--max-warnings ${maxWarnings}\` allows.\n`)
  }
  if (!isComplete) return tally.files === 0 ? exitCodes.unusable : exitCodes.findings
  return ownExitCode({ ...tally, maxWarnings, hadolint })
}
