import type { MessagePort } from 'node:worker_threads'
import { compatInputs } from './lint-compat.js'
import { lintInputs } from './lint-inputs.js'
import { settingOf } from './setting.js'
import { lintBatches, type SharedBatches } from './shared-batches.js'

/** Lints some of the batches of a run that another thread is in charge of, and tells that what each came to. */
export const helpLint = async (shared: SharedBatches, port: MessagePort): Promise<void> => {
  const setting = await settingOf(shared.options, shared.cwd)
  await lintBatches<unknown>(
    shared,
    setting,
    shared.options.compat === undefined ? lintInputs : compatInputs,
    (batch) => port.postMessage(batch),
  )
}
