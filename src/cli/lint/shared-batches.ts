import { commandScript } from '../../analysis/script.js'
import type { InputFile } from '../input-files.js'
import type { LintWork } from './batches.js'
import type { LintSetting } from './lint-options.js'
import type { LintCommandOptions } from './options.js'
import { compilersOff } from './short-run.js'

/** What the threads of a run share: plain data, and counters that all of them see. */
export interface SharedBatches {
  readonly cwd: string
  readonly options: LintCommandOptions
  readonly batches: readonly (readonly InputFile[])[]
  readonly files: number
  readonly threads: number
  /** How many threads began, and how many batches were taken. */
  readonly counters: Int32Array
}

/** What a batch came to. */
export interface LintedBatch<Outcome> {
  readonly index: number
  readonly outcomes: readonly Outcome[]
}

/** Lints the batches that no other thread has taken yet. */
export const lintBatches = async <Outcome>(
  shared: SharedBatches,
  setting: LintSetting,
  work: LintWork<Outcome>,
  done: (batch: LintedBatch<Outcome>) => void,
): Promise<void> => {
  const { batches, counters, files, threads } = shared
  // Kept code is for the settings that it was compiled with, so all threads load theirs first: also the shell's parser, which
  // comes with its first use.
  commandScript({ form: 'shell', text: '' })
  if (Atomics.add(counters, 0, 1) + 1 === threads) compilersOff(files)
  for (;;) {
    const index = Atomics.add(counters, 1, 1)
    const batch = batches[index]
    if (batch === undefined) return
    done({ index, outcomes: await work(batch, setting) })
  }
}
