import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { nearest } from '../../words/nearest.js'
import { generate } from '../../generate/generate.js'
import { GenDockerfileError } from '../../model/error.js'
import { summaryOf } from '../../report/report.js'
import type { BuilderName } from '../../rules/support/rule.js'
import type { CommandModule, Terminal } from '../command-module.js'
import { commands } from '../commands.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { addOutcomeOptions, exitCodeOf, modeOf, type OutcomeArguments, printOutcome } from '../outcome.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { library } from '../library/library.js'
import { addSelectOptions, type SelectArguments, selectOptions } from '../select-options.js'
import { startServiceProgress } from '../service-progress.js'
import { threads } from '../threads.js'

interface Options extends SelectArguments, OutcomeArguments {
  readonly maxWarnings?: number
  readonly builder?: BuilderName
}

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
  addOutcomeOptions(command, 'Dockerfile')
  command
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

/** Generates, checks or previews, reports, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<Options>()
  const common = commonOptions(command)
  const { cwd, quiet } = common
  refuseMisspeltCommand(command.args, cwd)
  const progress = startServiceProgress(terminal, quiet)
  const many = threads()
  const outcome = await generate({
    cwd,
    paths: command.args,
    mode: modeOf(options),
    force: options.force === true,
    library,
    ...(options.builder === undefined ? {} : { builder: options.builder }),
    ...selectOptions(options),
    progress: progress.show,
    ...(many === undefined ? {} : { threads: many }),
  }).finally(progress.end)
  printOutcome(outcome, options, common, terminal)
  const { warnings } = summaryOf(outcome)
  const code = exitCodeOf(outcome)
  if (options.maxWarnings === undefined || warnings <= options.maxWarnings) return code
  terminal.err(`error: There are ${warnings} warnings, more than \`--max-warnings ${options.maxWarnings}\` allows.\n`)
  return code === exitCodes.fine ? exitCodes.findings : code
}
