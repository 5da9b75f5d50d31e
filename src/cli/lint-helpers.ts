import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'

/** A thread that helps with linting, and what ends it early. */
export interface LintHelper {
  readonly worker: Worker
  readonly failure: Promise<never>
}

/** The file that such a thread starts with, which Node loads in less time than a module; absent where the sources are run. */
const file = fileURLToPath(new URL('lint-helper.cjs', import.meta.url))

/** A thread takes as long to start as it takes to lint about this many files. */
const fewestForThread = 64

/** More of them wait for each other's memory. */
const mostThreads = 4

/** Memory for what is new, in MiB: with more a thread is no faster, and there are several. */
const maxYoungGenerationSizeMb = 24

/** How many threads linting files is worth, the one that is in charge included. */
export const threadsFor = (files: number): number =>
  files >= 2 * fewestForThread && existsSync(file)
    ? Math.min(mostThreads, availableParallelism(), Math.floor(files / fewestForThread))
    : 1

const start = (): readonly LintHelper[] => {
  try {
    // Loaded here: most runs are of few files.
    const threads = process.getBuiltinModule('node:worker_threads')
    const worker = new threads.Worker(file, { resourceLimits: { maxYoungGenerationSizeMb } })
    const failure = new Promise<never>((_, reject) => {
      worker.once('error', reject)
      worker.once('exit', (code) => {
        if (code !== 0) reject(new Error(`A thread that helps with linting ended with the code ${code}.`))
      })
    })
    // Of no interest when all is done.
    failure.catch(() => {})
    return [{ worker, failure }]
  } catch {
    return []
  }
}

/** Starts threads that help with linting so many files; none where the system or Node's permissions do not allow it. */
export const startHelpers = (files: number): readonly LintHelper[] =>
  Array.from({ length: threadsFor(files) - 1 }, start).flat()
