import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { LintOutcome } from '../../linter/lint-outcome.js'
import { lintText } from '../../linter/lint-text.js'
import { colorsFor } from '../../report/colors.js'
import { findingData } from '../../report/finding-data.js'
import { findingText } from '../../report/finding-text.js'
import { asLintOutcome, compatReporters, type LintFormat, lintReporters } from '../../report/lint/index.js'
import { severityCounts } from '../../report/severity-counts.js'
import type { ToolName } from '../../rules/support/rule.js'
import type { Terminal } from '../command-module.js'
import { commonOptions, type CommonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { findInputFiles, type FoundInputs } from '../input-files.js'
import { buildkitExitCode, hadolintExitCode, ownExitCode } from '../lint/exit-code.js'
import { compatFindings, lintCompat } from '../lint/lint-compat.js'
import { formatOf } from '../lint/format.js'
import { lintFiles } from '../lint/lint-files.js'
import { lintOptionsFor, type LintSetting } from '../lint/lint-options.js'
import { lintSources } from '../lint/lint-sources.js'
import { checkOptions, type LintCommandOptions } from '../lint/options.js'
import { settingOf } from '../lint/setting.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { answerLines } from '../stdin-jsonl.js'

export { configureLint as configure } from '../lint/options.js'

const print = async (
  outcome: LintOutcome,
  format: LintFormat,
  { cwd, color, quiet }: CommonOptions,
  terminal: Terminal,
): Promise<void> => {
  const report = await lintReporters[format]()
  const readSource = (file: string): string | undefined => {
    try {
      return readFileSync(resolve(cwd, file), 'utf8')
    } catch {
      return undefined
    }
  }
  const { stdout, stderr } = report(outcome, { quiet, color, readSource })
  terminal.err(stderr)
  terminal.out(stdout)
}

const runCompat = async (
  tool: ToolName,
  inputs: FoundInputs,
  setting: LintSetting,
  common: CommonOptions,
  terminal: Terminal,
): Promise<number> => {
  const { files, failures } = await lintCompat(inputs, setting)
  const findings = files.flatMap((each) => each.findings)
  const { hadolint, notes } = setting.configs
  const format = formatOf(setting.options)
  if (format === 'text' || format === 'json') {
    const { stdout } = compatReporters[format](findings)
    const colors = colorsFor(common.color)
    const told = failures.map((failure) => `${findingText(failure, { colors, readSource: () => undefined })}\n`)
    terminal.err([...(common.quiet ? [] : notes.map((note) => `note: ${note}\n`)), ...told].join(''))
    terminal.out(stdout)
  } else {
    await print({ ...asLintOutcome(files, findings), failures, notes }, format, common, terminal)
  }
  const isComplete = failures.length === 0
  return tool === 'hadolint' ? hadolintExitCode(findings, hadolint, isComplete) : buildkitExitCode(findings, isComplete)
}

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
      code ||=
        compat === 'hadolint'
          ? hadolintExitCode(findings, setting.configs.hadolint, true)
          : buildkitExitCode(findings, true)
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
  if (options.compat !== undefined) return runCompat(options.compat, inputs, setting, common, terminal)
  const built = sources.length === 0 ? nothing : await lintSources(sources, cwd, options)
  const read = await lintFiles(inputs, setting)
  const outcome: LintOutcome = {
    files: [...built.files, ...read.files],
    failures: [...built.failures, ...read.failures],
    notes: [...built.notes, ...read.notes],
  }
  await print(outcome, formatOf(options), common, terminal)
  const counts = severityCounts(outcome.files.flatMap(({ diagnostics }) => diagnostics))
  const { maxWarnings } = options
  if (maxWarnings !== undefined && counts.warnings > maxWarnings) {
    terminal.err(`error: There are ${counts.warnings} warnings, more than \`--max-warnings ${maxWarnings}\` allows.\n`)
  }
  if (outcome.failures.length > 0) return outcome.files.length === 0 ? exitCodes.unusable : exitCodes.findings
  return ownExitCode({ ...counts, maxWarnings, hadolint: setting.configs.hadolint })
}
