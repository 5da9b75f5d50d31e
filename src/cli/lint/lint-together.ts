import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { InputFile } from '../input-files.js'
import { lintHelper } from '../lint-helper-file.js'
import type { LintWork } from './batches.js'
import type { LintSetting } from './lint-options.js'
import { type LintedBatch, lintBatches, type SharedBatches } from './shared-batches.js'
import { compilersOn } from './short-run.js'

/** Files that a thread takes at a time: few enough that all end at about the same time. */
const batchSize = 16

/** A thread takes as long to start as it takes to lint about this many files. */
const fewestForThread = 64

/** More of them wait for each other's memory. */
const mostThreads = 4

const batchesOf = (inputs: readonly InputFile[]): readonly (readonly InputFile[])[] =>
  Array.from({ length: Math.ceil(inputs.length / batchSize) }, (_, index) =>
    inputs.slice(index * batchSize, (index + 1) * batchSize),
  )

/** How many threads are worth their start; only the bundled program has a file that they can start with. */
const threadsFor = (files: number): number =>
  existsSync(lintHelper)
    ? Math.max(1, Math.min(mostThreads, availableParallelism(), Math.floor(files / fewestForThread)))
    : 1

/** A thread that helps, and what ends it early. */
interface Helper {
  readonly failure: Promise<never>
  readonly stop: () => Promise<unknown>
}

/** Starts a helping thread; none where the system or Node's permissions do not allow it. */
const startHelper = <Outcome>(
  shared: SharedBatches,
  done: (batch: LintedBatch<Outcome>) => void,
): readonly Helper[] => {
  try {
    const worker = new Worker(lintHelper, { workerData: shared })
    worker.on('message', done)
    const failure = new Promise<never>((_, reject) => {
      worker.once('error', reject)
      worker.once('exit', (code) => {
        if (code !== 0) reject(new Error(`A thread that helps with linting ended with the code ${code}.`))
      })
    })
    // Of no interest when all is done.
    failure.catch(() => {})
    return [{ failure, stop: () => worker.terminate() }]
  } catch {
    return []
  }
}

/** Lints many inputs, in as many threads as are worth it; what they came to is in their order. */
export const lintTogether = async <Outcome>(
  inputs: readonly InputFile[],
  setting: LintSetting,
  work: LintWork<Outcome>,
): Promise<readonly Outcome[]> => {
  const { cwd, options } = setting
  const batches = batchesOf(inputs)
  const threads = threadsFor(inputs.length)
  const counters = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT))
  const shared: SharedBatches = { cwd, options, batches, files: inputs.length, threads, counters }
  const linted: (readonly Outcome[])[] = batches.map(() => [])
  let missing = batches.length
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const done = ({ index, outcomes }: LintedBatch<Outcome>): void => {
    linted[index] = outcomes
    if (--missing === 0) finish()
  }
  const helpers = Array.from({ length: threads - 1 }, () => startHelper(shared, done)).flat()
  try {
    await lintBatches(shared, setting, work, done)
    await Promise.race([finished, ...helpers.map(({ failure }) => failure)])
  } finally {
    // One that has not begun by now has nothing to do.
    await Promise.all(helpers.map(({ stop }) => stop()))
    compilersOn(inputs.length)
  }
  return linted.flat()
}
