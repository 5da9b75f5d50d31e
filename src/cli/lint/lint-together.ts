import type { CommonOptions } from '../common-options.js'
import type { TakePart } from './batches.js'
import type { LintSetting } from './lint-options.js'
import type { LintPart, LintWork } from './lint-part.js'
import { counter, type LintedBatch, lintBatches, mostWaiting, type SharedBatches } from './shared-batches.js'
import { growthLimiter, resetEngine } from './engine-settings.js'
import { helpersFor } from './early-helpers.js'

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
  const helpers = helpersFor(files)
  const counters = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT))
  const shared: SharedBatches = { common, options, batches, files, threads: helpers.length + 1, counters }
  const { add, until } = inTurn(counters, take)
  for (const { worker: port } of helpers) {
    port.on('message', add)
    port.postMessage(shared)
  }
  const ended = helpers.map(({ failure }) => failure)
  const limitGrowth = growthLimiter()
  const turn = async (index: number): Promise<void> => {
    limitGrowth()
    await pause()
    await Promise.race([until(index - mostWaiting + 1), ...ended])
  }
  try {
    await lintBatches(shared, work, turn, add)
    await Promise.race([until(batches.length), ...ended])
  } finally {
    // One that has not begun by now has nothing to do.
    await Promise.all(helpers.map(({ worker }) => worker.terminate()))
    resetEngine(files)
  }
}
