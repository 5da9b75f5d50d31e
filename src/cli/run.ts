import { Command, CommanderError } from 'commander'
import { isGenDockerfileError } from '../model/error.js'
import type { CommandModule, Terminal } from './command-module.js'
import { commands } from './commands.js'
import { addCommonOptions } from './common-options.js'
import { exitCodes } from './exit-codes.js'

const terminal: Terminal = {
  out: (text) => void (text === '' || process.stdout.write(text)),
  err: (text) => void (text === '' || process.stderr.write(text)),
}

/** What went wrong with printing. A reader that closed its end (`| head`) is no failure of ours, and stops no file from being written. */
const watchOutput = (): (() => Promise<NodeJS.ErrnoException | undefined>) => {
  const streams = [process.stdout, process.stderr]
  let failure: NodeJS.ErrnoException | undefined
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') failure ??= error
    })
  }
  return async () => {
    await Promise.all(streams.map((stream) => new Promise((done) => stream.write('', done))))
    return failure
  }
}

const prepare = (name: string, module: CommandModule): Command => {
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

const select = async (
  [first = '', ...rest]: readonly string[],
  version: string,
): Promise<readonly [Command, CommandModule, string[]]> => {
  const entry = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (entry !== undefined) {
    const module = await entry.load()
    return [prepare(`gen-dockerfile ${first}`, module), module, rest]
  }
  const module: CommandModule = await import('./commands/generate.js')
  const command = prepare('gen-dockerfile', module)
  command.version(version, '-V, --version', 'print the version').addHelpText('after', listOfCommands())
  return [command, module, first === '' ? rest : [first, ...rest]]
}

/** A mistake in how the program was called, or a failure before there was anything to report. */
const failureCode = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.fine : exitCodes.unusable
  if (!isGenDockerfileError(error)) throw error
  const hint = error.hint === undefined ? '' : `  hint: ${error.hint}\n`
  terminal.err(`error: ${error.message} [${error.code}]\n${hint}`)
  return exitCodes.unusable
}

/** Runs the program with arguments and gives its exit code. */
export const run = async (args: readonly string[], version: string): Promise<number> => {
  const flush = watchOutput()
  let code: number
  try {
    const [command, module, rest] = await select(args, version)
    command.parse(rest, { from: 'user' })
    code = await module.run(command, terminal)
  } catch (error) {
    code = failureCode(error)
  }
  const failure = await flush()
  if (failure === undefined) return code
  terminal.err(`error: The result cannot be printed: ${failure.message}\n`)
  await flush()
  return exitCodes.unusable
}
