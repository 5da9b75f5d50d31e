import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import type { Threads } from '../generate/threads/thread.js'
import { keptFolder } from './kept-folder.js'
import { programIn } from './program.js'

/** Each has the program and what it knows of the repository in memory once more. */
const most = 4

/** With fewer services a thread has hardly begun to run fast when all is done. */
const from = 500

/** What a thread runs, beside the program; absent where the sources are run. */
const file = fileURLToPath(new URL('thread.js', import.meta.url))

/** The program itself. */
const bundle = fileURLToPath(new URL('run.cjs', import.meta.url))

/** The threads that large runs may use; `undefined` where there is one processor. */
export const threads = (): Threads | undefined => {
  const count = Math.min(most, availableParallelism())
  if (count < 2 || !existsSync(file)) return undefined
  const folder = keptFolder(process.env)
  return {
    ...(folder === undefined ? {} : { keep: { folder, program: () => programIn(bundle) } }),
    from,
    most: count,
    start: () => {
      // V8 lets a heap grow to several times of what is in it, and here there are several heaps. Measured on 10,000 services: half of
      // the memory in the same time. Room for the young is worth its memory: what is made for one service is forgotten with it, and
      // with a third of this room a sixth of the time goes into what had to be moved out of it too early.
      setFlagsFromString('--heap-growing-percent=25')
      // Loaded here: nearly no run has so many services.
      const { Worker } = process.getBuiltinModule('node:worker_threads')
      const worker = new Worker(file, { resourceLimits: { maxYoungGenerationSizeMb: 48 } })
      // A `dockerfile.ts` that calls `process.exit` ends its thread alone; it must end the run as it does without threads.
      worker.on('exit', (code) => process.exit(code))
      return worker
    },
  }
}
