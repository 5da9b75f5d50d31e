import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { CommonOptions } from '../common-options.js'
import { lintHelper } from '../lint-helper-file.js'
import type { TakePart } from './batches.js'
import type { LintSetting } from './lint-options.js'
import type { LintPart, LintWork } from './lint-part.js'
import { counter, type LintedBatch, lintBatches, mostWaiting, type SharedBatches } from './shared-batches.js'
import { compilersOn } from './short-run.js'

/** A thread takes as long to start as it takes to lint about this many files. */
const fewestForThread = 64

/** More of them wait for each other's memory. */
const mostThreads = 4

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
const startHelper = (shared: SharedBatches, done: (batch: LintedBatch) => void): readonly Helper[] => {
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

/** Passes on what batches came to in their order, one after the other, and tells the threads how far that has come. */
const inTurn = (counters: Int32Array, take: TakePart) => {
  const parts = new Map<number, LintPart>()
  let next = 0
  let isTaking = false
  let failure: unknown
  let progress: () => void = () => {}
  const takeAll = async (): Promise<void> => {
    if (isTaking) return
    isTaking = true
    for (let part = parts.get(next); part !== undefined; part = parts.get(next)) {
      parts.delete(next)
      await take(part, next)
      next++
      Atomics.store(counters, counter.printed, next)
      Atomics.notify(counters, counter.printed)
      progress()
    }
    isTaking = false
  }
  return {
    add: ({ index, part }: LintedBatch): void => {
      parts.set(index, part)
      takeAll().catch((error: unknown) => {
        failure = error
        progress()
      })
    },
    /** Settles when so many are passed on. */
    until: async (count: number): Promise<void> => {
      for (;;) {
        if (failure !== undefined) throw failure
        if (next >= count) return
        await new Promise<void>((resolve) => (progress = resolve))
      }
    },
  }
}

/** Has the messages of other threads come in, and output go out. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Lints many inputs, in as many threads as are worth it. */
export const lintTogether = async (
  { batches, files }: Pick<SharedBatches, 'batches' | 'files'>,
  { options }: LintSetting,
  common: CommonOptions,
  work: LintWork,
  take: TakePart,
): Promise<void> => {
  const threads = threadsFor(files)
  const counters = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT))
  const shared: SharedBatches = { common, options, batches, files, threads, counters }
  const { add, until } = inTurn(counters, take)
  const helpers = Array.from({ length: threads - 1 }, () => startHelper(shared, add)).flat()
  const ended = helpers.map(({ failure }) => failure)
  const turn = async (index: number): Promise<void> => {
    await pause()
    await Promise.race([until(index - mostWaiting + 1), ...ended])
  }
  try {
    await lintBatches(shared, work, turn, add)
    await Promise.race([until(batches.length), ...ended])
  } finally {
    // One that has not begun by now has nothing to do.
    await Promise.all(helpers.map(({ stop }) => stop()))
    compilersOn(files)
  }
}
