import type { CommandModule, Terminal } from '../command-module.js'
import { commonOptions } from '../common-options.js'
import { exitCodes } from '../exit-codes.js'
import { library } from '../library/library.js'
import type { ParsedArguments } from '../parsed-arguments.js'
import { addSelectOptions, type SelectArguments, selectOptions } from '../select-options.js'
import { planServices } from '../../generate/plan-services.js'
import { colorsFor } from '../../report/colors.js'
import { findingText } from '../../report/finding-text.js'
import { failureTexts } from '../../report/same-failures.js'
import { servicesJson, servicesText } from '../../report/services.js'
import { sourceReader } from '../source-reader.js'
import { startServiceProgress } from '../service-progress.js'

interface Options extends SelectArguments {
  readonly format: 'text' | 'json'
}

/** Adds the description, arguments and options of listing services. */
export const configure: CommandModule['configure'] = (command) => {
  command
    .description('List the services and what is generated for each; nothing is written.')
    .argument('[paths...]', 'files, folders or globs; what generating takes by default')
    .addOption(command.createOption('--format <format>', 'how to print').choices(['text', 'json']).default('text'))
  addSelectOptions(command)
}

/** Lists the services, and gives the exit code. */
export const run = async (command: ParsedArguments, terminal: Terminal): Promise<number> => {
  const options = command.opts<Options>()
  const { cwd, color, quiet } = commonOptions(command)
  const progress = startServiceProgress(terminal, quiet)
  const { services, failures, attempted } = await planServices({
    cwd,
    paths: command.args,
    library,
    ...selectOptions(options),
    progress: progress.show,
  }).finally(progress.end)
  const colors = colorsFor(color)
  const readSource = sourceReader(cwd)
  for (const text of failureTexts(failures, (failure) => findingText(failure, { colors, readSource })))
    terminal.err(`${text}\n`)
  if (!attempted && failures.length > 0) return exitCodes.unusable
  terminal.out(options.format === 'json' ? servicesJson(services) : servicesText(services))
  return failures.length > 0 ? exitCodes.findings : exitCodes.fine
}
