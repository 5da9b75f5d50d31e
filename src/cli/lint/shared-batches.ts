import { commandScript } from '../../analysis/script.js'
import type { CommonOptions } from '../common-options.js'
import type { InputFile } from '../input-files.js'
import type { LintPart, LintWork } from './lint-part.js'
import type { LintCommandOptions } from './options.js'
import { setEngine } from './engine-settings.js'

/** What the threads of a run share: plain data, and counters that all of them see. */
export interface SharedBatches {
  readonly common: CommonOptions
  readonly options: LintCommandOptions
  readonly batches: readonly (readonly InputFile[])[]
  readonly files: number
  readonly threads: number
  /** {@link counter} says what is counted. */
  readonly counters: Int32Array
}

/** How many threads began, how many batches were taken, and how many of them are printed. */
export const counter = { threads: 0, taken: 1, printed: 2 } as const

/** Batches that may wait for one in front of them: else a file that takes long would have the rest of the report wait in memory. */
export const mostWaiting = 32

/** What a batch came to. */
export interface LintedBatch {
  readonly index: number
  readonly part: LintPart
}

/** Loads the shell's parser, which otherwise comes with its first use. */
export const loadShellParser = (): void => void commandScript({ form: 'shell', text: '' })

/** Lints the batches that no other thread has taken yet. `turn` is asked before each, and may have it wait. */
export const lintBatches = async (
  { batches, counters, files, threads }: SharedBatches,
  work: LintWork,
  turn: (index: number) => Promise<unknown> | undefined,
  done: (batch: LintedBatch) => void,
): Promise<void> => {
  // Kept code is for the settings that it was compiled with, so all threads load theirs first.
  loadShellParser()
  if (Atomics.add(counters, counter.threads, 1) + 1 === threads) setEngine(files)
  for (;;) {
    const index = Atomics.add(counters, counter.taken, 1)
    const batch = batches[index]
    if (batch === undefined) return
    await turn(index)
    done({ index, part: await work(batch) })
  }
}
