import { type Command, Option } from 'commander'
import { GenDockerfileError } from '../../model/error.js'
import type { CommandModule } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { formatInput, type FormatMode } from '../fmt/format-input.js'
import { formatJson, formatText } from '../fmt/report.js'
import { findInputFiles } from '../input-files.js'

interface Options {
  readonly check?: true
  readonly stdout?: true
  readonly reflow?: true
  readonly format: 'text' | 'json'
}

/** Adds the description, arguments and options of formatting. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('Rewrite Dockerfiles in canonical form: the same build, the same comments, one layout.')
    .usage('[options] [files...]')
    .argument('[files...]', 'files, folders or globs, or - for standard input; ./Dockerfile by default')
    .addOption(
      new Option('--check', 'write nothing; exit 1 with a diff when a file is not formatted').conflicts('stdout'),
    )
    .option('--stdout', 'write nothing; print the formatted text')
    .option('--reflow', 'lay out the scripts of RUN too: a command and a package a line, lists sorted')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
}

const modeOf = ({ check, stdout }: Options, args: readonly string[]): FormatMode =>
  check ? 'check' : stdout || args.includes('-') ? 'stdout' : 'write'

const refuseMixedInput = (args: readonly string[]): void => {
  if (!args.includes('-') || args.length === 1) return
  throw new GenDockerfileError({
    code: 'invalid-option',
    message: '`-` stands for standard input, whose formatted text is printed; files are written in place.',
    hint: 'Format standard input in a run of its own.',
  })
}

/** Formats, checks or prints, reports, and gives the exit code. */
export const run: CommandModule['run'] = async (command: Command, terminal) => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  refuseMixedInput(command.args)
  const mode = modeOf(options, command.args)
  const inputs = await findInputFiles(command.args, cwd)
  const results = []
  for (const input of inputs.files) {
    results.push(await formatInput(input, { mode, reflow: options.reflow === true }))
  }
  const outcome = {
    files: results.map(({ file }) => file),
    failures: [...inputs.failures, ...results.flatMap(({ failures }) => failures)],
    notes: results.flatMap(({ note }) => note ?? []),
  }
  const isPrinted = mode === 'stdout'
  const { stdout, stderr } =
    options.format === 'json' ? formatJson(outcome) : formatText(outcome, { quiet, color, isPrinted })
  terminal.err(stderr)
  terminal.out(stdout)
  if (!results.some(({ isRead }) => isRead)) return exitCodes.unusable
  const isFine = outcome.failures.length === 0 && outcome.files.every(({ status }) => status !== 'unformatted')
  return isFine ? exitCodes.fine : exitCodes.findings
}
