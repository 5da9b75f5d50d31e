import { Command, CommanderError } from 'commander'
import type { CommandModule, Terminal } from './command-module.js'
import { commands } from './commands.js'
import * as generate from './commands/generate.js'
import { addCommonOptions } from './common-options.js'
import { exitCodes } from './exit-codes.js'

const prepare = (name: string, module: Pick<CommandModule, 'configure'>, terminal: Terminal): Command => {
  const command = new Command(name)
  command
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .helpOption('-h, --help', 'show this help')
    .allowExcessArguments(false)
  module.configure(command)
  addCommonOptions(command)
  return command
}

const listOfCommands = (): string => {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return `\nCommands:\n${rows.join('\n')}\n\nRun \`gen-dockerfile <command> --help\` for the options of a command.`
}

const parse = (command: Command, args: readonly string[]): number | undefined => {
  try {
    command.parse(args, { from: 'user' })
    return undefined
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? exitCodes.fine : exitCodes.unusable
  }
}

/** Runs any command line: a command that has a name, or else `generate`. Gives the exit code. */
export const runCommandLine = async (args: readonly string[], version: string, terminal: Terminal): Promise<number> => {
  // `help` and `help init` are what people try first.
  const [first = '', ...rest] = args[0] === 'help' ? [...args.slice(1, 2), '--help'] : args
  const entry = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (entry !== undefined) {
    const module = await entry.load()
    const command = prepare(`gen-dockerfile ${first}`, module, terminal)
    return parse(command, rest) ?? module.run(command, terminal)
  }
  const command = prepare('gen-dockerfile', generate, terminal)
  command.version(version, '-V, --version', 'print the version').addHelpText('after', listOfCommands())
  return parse(command, first === '' ? rest : [first, ...rest]) ?? generate.run(command, terminal)
}
