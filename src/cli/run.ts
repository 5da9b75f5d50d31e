import type { MessagePort } from 'node:worker_threads'
import type { ThreadPort } from '../generate/threads/serve-thread.js'
import { isGenDockerfileError } from '../model/error.js'
import type { Terminal } from './command-module.js'
import { commands } from './commands.js'
import * as generate from './commands/generate.js'
import { exitCodes } from './exit-codes.js'
import type { LintHelper } from './lint-helpers.js'
import { keepHelpers } from './lint/early-helpers.js'
import { plainArguments, plainLintArguments } from './parsed-arguments.js'

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

/** Whether the first word is no path. */
const isWord = (first = ''): boolean => first === 'help' || Object.hasOwn(commands, first)

const dispatch = async (args: readonly string[], version: string): Promise<number> => {
  const plain = isWord(args[0]) ? undefined : plainArguments(args)
  if (plain !== undefined) return generate.run(plain, terminal)
  const lint = args[0] === 'lint' ? plainLintArguments(args.slice(1)) : undefined
  if (lint !== undefined) return (await import('./commands/lint.js')).run(lint, terminal)
  const { runCommandLine } = await import('./command-line.js')
  return runCommandLine(args, version, terminal)
}

/** A failure before there was anything to report. */
const failureCode = (error: unknown): number => {
  if (!isGenDockerfileError(error)) throw error
  const hint = error.hint === undefined ? '' : `  hint: ${error.hint}\n`
  terminal.err(`error: ${error.message} [${error.code}]\n${hint}`)
  return exitCodes.unusable
}

/** Does a part of the work of another thread. */
export const serve = async (port: ThreadPort): Promise<void> => {
  const { serveThread } = await import('../generate/threads/serve-thread.js')
  const { library } = await import('./library/library.js')
  serveThread(port, library)
}

/** Lints some of the files of another thread. */
export const helpLint = async (port: MessagePort): Promise<void> => {
  const { helpLint: help } = await import('./commands/lint.js')
  help(port)
}

/** Runs the program with arguments and gives its exit code. Threads that help with linting may be started already. */
export const run = async (
  args: readonly string[],
  version: string,
  helpers: readonly LintHelper[] = [],
): Promise<number> => {
  keepHelpers(helpers)
  const flush = watchOutput()
  const code = await dispatch(args, version).catch(failureCode)
  const failure = await flush()
  if (failure === undefined) return code
  terminal.err(`error: The result cannot be printed: ${failure.message}\n`)
  await flush()
  return exitCodes.unusable
}
