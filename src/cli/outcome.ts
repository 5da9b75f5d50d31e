import type { Command } from 'commander'
import type { GenerateMode } from '../generate/options.js'
import type { FileStatus, GenerateOutcome } from '../generate/result.js'
import { github } from '../report/github.js'
import { json } from '../report/json.js'
import type { Reporter } from '../report/report.js'
import { summaryOf } from '../report/report.js'
import { text } from '../report/text.js'
import type { Terminal } from './command-module.js'
import type { CommonOptions } from './common-options.js'
import { exitCodes } from './exit-codes.js'
import { sourceReader } from './source-reader.js'

type Format = 'text' | 'json' | 'github'

/** The options of commands that generate files. */
export interface OutcomeArguments {
  readonly check?: true
  readonly dryRun?: true
  readonly stdout?: true
  readonly force?: true
  readonly format?: Format
}

const reporters = { text, json, github } as const satisfies Record<Format, Reporter>

/** Adds the options that say what becomes of generated files. */
export const addOutcomeOptions = (command: Command, what: string): void => {
  command
    .addOption(
      command
        .createOption('--check', 'write nothing; exit 1 with a diff when a file is not up to date')
        .conflicts(['dryRun', 'stdout', 'force']),
    )
    .addOption(command.createOption('--dry-run', 'write nothing; show what would be written').conflicts(['stdout']))
    .option('--stdout', `write nothing; print the ${what}`)
    .option('--force', 'overwrite files that were edited by hand or are not ours')
    .addOption(
      command
        .createOption('--format <format>', 'how to report; github under GitHub Actions')
        .choices(['text', 'json', 'github']),
    )
}

/** What is to become of generated files. */
export const modeOf = ({ check, dryRun, stdout }: OutcomeArguments): GenerateMode =>
  check ? 'check' : dryRun ? 'dry-run' : stdout ? 'stdout' : 'write'

const formatOf = ({ format, stdout }: OutcomeArguments): Format => {
  const isDefault = format === undefined
  const chosen = isDefault && process.env['GITHUB_ACTIONS'] === 'true' ? 'github' : (format ?? 'text')
  // What --stdout prints is the file, whoever calls it.
  return chosen === 'github' && stdout ? 'text' : chosen
}

/** Prints what became of the files. */
export const printOutcome = (
  outcome: GenerateOutcome,
  options: OutcomeArguments,
  { cwd, color, quiet }: CommonOptions,
  terminal: Terminal,
): void => {
  const { stdout, stderr } = reporters[formatOf(options)](outcome, {
    quiet,
    color,
    stdout: options.stdout === true,
    preview: options.dryRun === true,
    readSource: sourceReader(cwd),
  })
  terminal.err(stderr)
  terminal.out(stdout)
}

const bad: readonly FileStatus[] = ['stale', 'missing', 'conflict', 'failed']

/** The exit code for what became of the files. */
export const exitCodeOf = (outcome: GenerateOutcome): number => {
  if (!outcome.attempted) return exitCodes.unusable
  const isBad = outcome.results.some(({ status }) => bad.includes(status)) || summaryOf(outcome).errors > 0
  return isBad ? exitCodes.findings : exitCodes.fine
}
