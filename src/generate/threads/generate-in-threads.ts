import { hash } from 'node:crypto'
import { join } from 'node:path'
import type { ChosenServices } from '../build-services.js'
import type { GenerateOptions, Progress } from '../options.js'
import type { GenerateOutcome } from '../result.js'
import { addFailure, type Run } from '../run.js'
import { tellDuplicates } from '../settle.js'
import type { SourceFile } from '../source-file.js'
import { areApart } from './apart.js'
import type { Answer, MadeAnswer, MakeRequest, Request, Settled, ThreadOptions } from './messages.js'
import { sendSource } from './sent-source.js'
import type { Thread, Threads } from './thread.js'

/** Services of one batch share what was read of their neighbours; more than this are too long a wait at the end. */
const largestBatch = 250

/** So many batches for each thread, since not all take the same time. */
const batchesEach = 6

/** Sources in batches, in their order. */
const batchesOf = (sources: readonly SourceFile[], threads: number): readonly (readonly SourceFile[])[] => {
  const size = Math.min(largestBatch, Math.ceil(sources.length / (threads * batchesEach)))
  return Array.from({ length: Math.ceil(sources.length / size) }, (_, index) =>
    sources.slice(index * size, (index + 1) * size),
  )
}

type Brought = Extract<Answer, { kind: 'settled' }>

/** A thread that does one thing after the other. */
interface Worker {
  readonly ask: (request: Request) => Promise<MadeAnswer | Brought>
}

const startWorker = (port: Thread, tellProgress: (more: number) => void): Worker => {
  let pending: {
    readonly resolve: (answer: MadeAnswer | Brought) => void
    readonly reject: (error: unknown) => void
  }[] = []
  const fail = (error: unknown): void => {
    for (const { reject } of pending) reject(error)
    pending = []
  }
  port.on('message', (message) => {
    // Only serveThread is at the other end.
    const answer = message as Answer
    if (answer.kind === 'progress') tellProgress(answer.more)
    else if (answer.kind === 'defect') fail(answer.error)
    else pending.shift()?.resolve(answer)
  })
  port.on('error', fail)
  return {
    ask: async (request) =>
      new Promise((resolve, reject) => {
        pending.push({ resolve, reject })
        port.postMessage(request)
      }),
  }
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
): ((batch: number) => NonNullable<MakeRequest['keep']>) | undefined => {
  if (keep === undefined || mode === 'stdout' || affectedBy !== undefined) return undefined
  const { folder, program } = keep
  const own = join(folder, hash('sha256', cwd).slice(0, 16))
  return (batch) => ({ file: join(own, `${batch}.json`), program })
}

/** Counts what all threads have done. */
const counter = (phase: Progress['phase'], total: number, show: GenerateOptions['progress']) => {
  let done = 0
  return (more: number): void => {
    done += more
    show?.({ phase, done, total })
  }
}

/**
 * Generates chosen services in several threads. Each takes the next batch when it is done with one; the outcome is that of one
 * thread, in the order of the services.
 *
 * Rejects only for a defect of this program.
 */
export const generateInThreads = async (
  chosen: ChosenServices,
  threads: Threads,
  options: GenerateOptions,
): Promise<GenerateOutcome> => {
  const count = Math.max(1, Math.min(threads.most, Math.ceil((chosen.sources.length * 2) / threads.from)))
  const batches = batchesOf(chosen.sources, count)
  const sent = optionsFor(options)
  let tell = counter('make', chosen.sources.length, options.progress)
  // They load the program while this one looks where files go.
  const workers = Array.from({ length: count }, () => startWorker(threads.start(), (more) => tell(more)))
  const settles = areApart(chosen.sources, options.library)
  const keep = settles ? keeperFor(options, threads) : undefined

  const made: MadeAnswer[] = []
  const makers: Worker[] = []
  let next = 0
  const takeBatches = async (worker: Worker): Promise<void> => {
    for (let batch = next++; batch < batches.length; batch = next++) {
      const sources = (batches[batch] ?? []).map(sendSource)
      const kept = keep === undefined ? {} : { keep: keep(batch) }
      const answer = await worker.ask({ kind: 'make', batch, sources, options: sent, settles, ...kept })
      if (answer.kind === 'made') made[batch] = answer
      makers[batch] = worker
    }
  }
  await Promise.all(workers.map(takeBatches))

  /** Brings to the disk what is claimed once: known only when all is made. */
  const settleApart = async (run: Run): Promise<readonly (Settled | undefined)[]> => {
    const claims = made.flatMap((each) => each.claims)
    const duplicates = tellDuplicates(run, claims)
    tell = counter('write', claims.length, options.progress)
    let first = 0
    return Promise.all(
      made.map(async ({ batch, claims: own }) => {
        const start = first
        first += own.length
        const leftAlone = new Set(own.flatMap((_, index) => (duplicates.has(start + index) ? [index] : [])))
        const answer = await makers[batch]?.ask({ kind: 'settle', batch, leftAlone })
        return answer?.kind === 'settled' ? answer.settled : undefined
      }),
    )
  }

  const run: Run = { options, results: [], diagnostics: [], failures: [...chosen.failures], notes: [] }
  for (const { failed, failures } of made) {
    run.results.push(...failed)
    for (const failure of failures) addFailure(run.failures, failure)
  }
  const settled = settles ? made.map((each) => each.settled) : await settleApart(run)
  for (const part of settled) {
    if (part === undefined) continue
    run.results.push(...part.results)
    run.diagnostics.push(...part.diagnostics)
    run.failures.push(...part.failures)
    // Each thread notes what it finds of the workspace that all share.
    for (const note of part.notes) if (!run.notes.includes(note)) run.notes.push(note)
  }
  const { results, diagnostics, failures, notes } = run
  return { results, diagnostics, failures, notes, attempted: made.some(({ attempted }) => attempted) }
}
