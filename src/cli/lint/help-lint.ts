import type { MessagePort } from 'node:worker_threads'
import { workAndReport } from './lint-work.js'
import { settingOf } from './setting.js'
import { counter, lintBatches, loadShellParser, mostWaiting, type SharedBatches } from './shared-batches.js'

const helpWith = async (shared: SharedBatches, port: MessagePort): Promise<void> => {
  const { common, options, counters } = shared
  const { work } = await workAndReport(await settingOf(options, common.cwd), common)
  const wait = (index: number): undefined => {
    for (;;) {
      const printed = Atomics.load(counters, counter.printed)
      if (index - printed < mostWaiting) return
      Atomics.wait(counters, counter.printed, printed)
    }
  }
  await lintBatches(shared, work, wait, (batch) => port.postMessage(batch))
}

/** Lints some of the batches of a run that another thread is in charge of, and tells that what each came to. */
export const helpLint = (port: MessagePort): void => {
  port.once('message', (shared: SharedBatches) => void helpWith(shared, port))
  loadShellParser()
}
