import type { CommandModule } from '../command-module.js'
import { exitCodes } from '../exit-codes.js'

/** Adds the description of printing the schema. */
export const configure: CommandModule['configure'] = (command) => {
  command.description('Print the JSON Schema of gen-dockerfile.yaml, with which editors complete and check it.')
}

/** Prints the schema. */
export const run: CommandModule['run'] = async (_command, terminal) => {
  const { configJsonSchema } = await import('../../config/schema.js')
  terminal.out(`${JSON.stringify(configJsonSchema(), undefined, 2)}\n`)
  return exitCodes.fine
}
