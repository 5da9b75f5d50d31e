import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearest } from '../../words/nearest.js'
import { generate } from '../../generate/generate.js'
import type { GenerateMode } from '../../generate/options.js'
import type { FileStatus, GenerateOutcome } from '../../generate/result.js'
import { GenDockerfileError } from '../../model/error.js'
import { github } from '../../report/github.js'
import { json } from '../../report/json.js'
import type { Reporter } from '../../report/report.js'
import { summaryOf } from '../../report/report.js'
import { text } from '../../report/text.js'
import type { BuilderName } from '../../rules/support/rule.js'
import type { CommandModule, Terminal } from '../command-module.js'
import { commands } from '../commands.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { library } from '../library/library.js'
import { addSelectOptions, type SelectArguments, selectOptions } from '../select-options.js'
import { startServiceProgress } from '../service-progress.js'
import { sourceReader } from '../source-reader.js'

type Format = 'text' | 'json' | 'github'

interface Options extends SelectArguments {
  readonly check?: true
  readonly dryRun?: true
  readonly stdout?: true
  readonly force?: true
  readonly format?: Format
  readonly maxWarnings?: number
  readonly builder?: BuilderName
}

const reporters = { text, json, github } as const satisfies Record<Format, Reporter>

const count = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text)
  throw new GenDockerfileError({
    code: 'invalid-option',
    message: `\`--max-warnings\` takes a number, not \`${text}\`.`,
    hint: 'Write `--max-warnings 0` to fail on any warning.',
  })
}

/** Adds the description, arguments and options of generating. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('Generate the Dockerfiles and ignore files that dockerfile.ts or gen-dockerfile.yaml describe.')
    .usage('[options] [paths...]')
    .argument(
      '[paths...]',
      'files, folders or globs; ./dockerfile.ts, the services of gen-dockerfile.yaml or those of the workspace by default',
    )
    .addOption(
      command
        .createOption('--check', 'write nothing; exit 1 with a diff when a file is not up to date')
        .conflicts(['dryRun', 'stdout', 'force']),
    )
    .addOption(command.createOption('--dry-run', 'write nothing; show what would be written').conflicts(['stdout']))
    .option('--stdout', 'write nothing; print the Dockerfile')
    .option('--force', 'overwrite files that were edited by hand or are not ours')
    .addOption(
      command
        .createOption('--format <format>', 'how to report; github under GitHub Actions')
        .choices(['text', 'json', 'github']),
    )
    .addOption(command.createOption('--max-warnings <count>', 'exit 1 when there are more warnings').argParser(count))
    .addOption(
      command
        .createOption('--builder <builder>', 'what will build the Dockerfile')
        .choices(['buildkit', 'buildah', 'kaniko']),
    )
  addSelectOptions(command)
}

/** A single word that is no path may be a command that was misspelt. */
const refuseMisspeltCommand = ([first]: readonly string[], cwd: string): void => {
  if (first === undefined || !/^[a-z-]+$/.test(first) || existsSync(resolve(cwd, first))) return
  const names = Object.keys(commands)
  const near = nearest(first, names)
  const quoted = names.map((name) => `\`${name}\``)
  throw new GenDockerfileError({
    code: 'unknown-command',
    message: `There is no command, file or folder \`${first}\`.`,
    hint:
      near === undefined
        ? `The commands are ${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}; all else is a path or a glob.`
        : `Did you mean \`${near}\`?`,
  })
}

const modeOf = ({ check, dryRun, stdout }: Options): GenerateMode =>
  check ? 'check' : dryRun ? 'dry-run' : stdout ? 'stdout' : 'write'

const formatOf = ({ format, stdout }: Options): Format => {
  const isDefault = format === undefined
  const chosen = isDefault && process.env['GITHUB_ACTIONS'] === 'true' ? 'github' : (format ?? 'text')
  // What --stdout prints is the Dockerfile, whoever calls it.
  return chosen === 'github' && stdout ? 'text' : chosen
}

const bad: readonly FileStatus[] = ['stale', 'missing', 'conflict', 'failed']

const exitCode = (outcome: GenerateOutcome, maxWarnings: number | undefined): number => {
  if (!outcome.attempted) return exitCodes.unusable
  const { errors, warnings } = summaryOf(outcome)
  const isBad = outcome.results.some(({ status }) => bad.includes(status)) || errors > 0
  return isBad || warnings > (maxWarnings ?? Infinity) ? exitCodes.findings : exitCodes.fine
}

/** Generates, checks or previews, reports, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  refuseMisspeltCommand(command.args, cwd)
  const progress = startServiceProgress(terminal, quiet)
  const outcome = await generate({
    cwd,
    paths: command.args,
    mode: modeOf(options),
    force: options.force === true,
    library,
    ...(options.builder === undefined ? {} : { builder: options.builder }),
    ...selectOptions(options),
    progress: progress.show,
  }).finally(progress.end)
  const { stdout, stderr } = reporters[formatOf(options)](outcome, {
    quiet,
    color,
    stdout: options.stdout === true,
    preview: options.dryRun === true,
    readSource: sourceReader(cwd),
  })
  terminal.err(stderr)
  terminal.out(stdout)
  const { warnings } = summaryOf(outcome)
  if (options.maxWarnings !== undefined && warnings > options.maxWarnings) {
    terminal.err(`error: There are ${warnings} warnings, more than \`--max-warnings ${options.maxWarnings}\` allows.\n`)
  }
  return exitCode(outcome, options.maxWarnings)
}
