import { generateFleet } from '../generate/fleet/generate-fleet.js'
import type { FleetKind } from '../generate/fleet/fleet-file.js'
import type { CommandModule } from './command-module.js'
import { commonOptions } from './common-options.js'
import { library } from './library/library.js'
import { addOutcomeOptions, exitCodeOf, modeOf, type OutcomeArguments, printOutcome } from './outcome.js'
import { addSelectOptions, type SelectArguments, selectOptions } from './select-options.js'
import { startServiceProgress } from './service-progress.js'

interface Options extends SelectArguments, OutcomeArguments {}

/** The command that writes a file about all services. */
export const fleetCommand = (kind: FleetKind, description: string, file: string): CommandModule => ({
  configure: (command) => {
    command
      .description(description)
      .argument('[paths...]', 'files, folders or globs of services; what generating takes by default')
    addOutcomeOptions(command, file)
    addSelectOptions(command)
  },
  run: async (command, terminal) => {
    const options = command.opts<Options>()
    const common = commonOptions(command)
    const progress = startServiceProgress(terminal, common.quiet)
    const outcome = await generateFleet(kind, {
      cwd: common.cwd,
      paths: command.args,
      mode: modeOf(options),
      force: options.force === true,
      library,
      ...selectOptions(options),
      progress: progress.show,
    }).finally(progress.end)
    printOutcome(outcome, options, common, terminal)
    return exitCodeOf(outcome)
  },
})
