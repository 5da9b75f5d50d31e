import { openKept } from '../kept/open-kept.js'
import type { GenerateOptions, Progress } from '../options.js'
import type { Batch } from './batches.js'
import type { MadeAnswer, MakeRequest, Settled, ThreadOptions } from './messages.js'
import { sendServices } from './sent-source.js'
import type { Threads } from './thread.js'
import { startWorker, type Worker } from './worker.js'

/** Threads that share the batches of a run. */
export interface Crew {
  /** Begins to tell of progress in a phase with so many services. */
  readonly begin: (phase: Progress['phase'], total: number) => void
  /** Makes batches, in any order. Where it settles them it also brings them to the disk, and keeps them for the next run. */
  readonly make: (batches: readonly Batch[], settles: boolean) => Promise<readonly MadeAnswer[]>
  /** Brings to the disk what was made of a batch, but for some targets. */
  readonly settle: (batch: number, leftAlone: ReadonlySet<number>) => Promise<Settled | undefined>
}

const optionsFor = (options: GenerateOptions): ThreadOptions => {
  const { cwd, affectedBy, config, timeout, mode, force, builder, lint } = options
  return {
    cwd,
    mode,
    force,
    ...(affectedBy === undefined ? {} : { affectedBy }),
    ...(config === undefined ? {} : { config }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(builder === undefined ? {} : { builder }),
    ...(lint === undefined ? {} : { lint }),
  }
}

/** Names the files that keep what is made. What is only printed, or chosen by what changed, is another thing each time. */
const keeperFor = (
  { cwd, mode, affectedBy }: GenerateOptions,
  { keep }: Threads,
): ((batch: number) => Pick<MakeRequest, 'keep'>) => {
  if (keep === undefined || mode === 'stdout' || affectedBy !== undefined) return () => ({})
  const { folder, program } = keep
  const fileOf = openKept(folder, cwd)
  const name = program()
  return (batch) => ({ keep: { file: fileOf(batch), program: name } })
}

/** Starts so many threads. */
export const startCrew = (count: number, threads: Threads, options: GenerateOptions): Crew => {
  let tell: (more: number) => void = () => {}
  const workers = Array.from({ length: count }, () => startWorker(threads.start(), (more) => tell(more)))
  const sent = optionsFor(options)
  const keep = keeperFor(options, threads)
  const makers: Worker[] = []
  return {
    begin: (phase, total) => {
      let done = 0
      tell = (more) => {
        done += more
        options.progress?.({ phase, done, total })
      }
    },
    make: async (batches, settles) => {
      const made: MadeAnswer[] = []
      let next = 0
      // Each takes the next batch when it is done with one.
      const takeBatches = async (worker: Worker): Promise<void> => {
        for (let each = batches[next++]; each !== undefined; each = batches[next++]) {
          const { number: batch, services } = each
          makers[batch] = worker
          const kept = settles ? keep(batch) : {}
          const request = { batch, sources: sendServices(services), options: sent, settles, ...kept }
          const answer = await worker.ask({ kind: 'make', ...request })
          if (answer.kind === 'made') made.push(answer)
        }
      }
      await Promise.all(workers.map(takeBatches))
      return made
    },
    settle: async (batch, leftAlone) => {
      const answer = await makers[batch]?.ask({ kind: 'settle', batch, leftAlone })
      return answer?.kind === 'settled' ? answer.settled : undefined
    },
  }
}
