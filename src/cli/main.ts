#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { warmUpEsbuild } from '../generate/load/esbuild.js'
import { readPlainSource } from '../generate/load/plain-source.js'
import { startHelpers } from './lint-helpers.js'
import { loadProgram } from './load-program.js'
import { version } from './version.js'

/** Says what became of a run that was cut off: a `dockerfile.ts` that calls `process.exit` must not look like success. */
const unfinished = (): void => {
  process.exitCode = 2
  process.stderr.write('error: The run ended before it was done: something in `dockerfile.ts` ended the process.\n')
}

/** An error that is no mistake of the user's, with what a report of it needs. */
const defect = (error: unknown): number => {
  const stack = error instanceof Error ? error.stack : String(error)
  process.stderr.write(`error: This is a defect of gen-dockerfile ${version()}, please report it.\n${stack}\n`)
  return 2
}

/** Whether the arguments are for generating, and not those of a command or a question. */
const isGenerating = ([first = '.']: readonly string[]): boolean => !/^[a-z]+$|^-h$|^--help$/.test(first)

/** Whether a path that was given, or the folder when none was, surely names a `dockerfile.ts` that needs no bundler. */
const isPlain = (path: string): boolean => {
  try {
    return (
      readPlainSource(readFileSync(/\.m?[jt]s$/.test(path) ? path : join(path, 'dockerfile.ts'), 'utf8')) !== undefined
    )
  } catch {
    return false
  }
}

/** Whether the arguments ask for sources that the bundler has something to do for. */
const willBundle = (args: readonly string[]): boolean => {
  const paths = args.filter((arg) => !arg.startsWith('-'))
  return isGenerating(args) && !(paths.length === 0 ? ['.'] : paths).every(isPlain)
}

/** How many files are to be linted that arguments name one by one; repairing takes one after the other. */
const lintedFiles = ([command, ...args]: readonly string[]): number =>
  command === 'lint' && !args.includes('--fix') ? args.filter((arg) => !arg.startsWith('-')).length : 0

const start = async (): Promise<void> => {
  const args = process.argv.slice(2)
  if (willBundle(args)) warmUpEsbuild()
  // They load the program at the same time as this thread does.
  const helpers = startHelpers(lintedFiles(args))
  process.once('exit', unfinished)
  process.once('uncaughtExceptionMonitor', () => process.off('exit', unfinished))
  const code = await loadProgram()
    .then(({ run }) => run(args, version(), helpers))
    .catch(defect)
  process.off('exit', unfinished)
  // Whatever a dockerfile.ts left open (timers, connections) must not keep the process alive.
  process.exit(code)
}

if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  process.stdout.write(`${version()}\n`)
} else {
  void start()
}
