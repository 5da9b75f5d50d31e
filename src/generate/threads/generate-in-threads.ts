import { resolve } from 'node:path'
import type { ChosenServices } from '../build-services.js'
import { distinctProblems } from '../distinct-problems.js'
import type { GenerateOptions } from '../options.js'
import type { GenerateOutcome } from '../result.js'
import { addFailure, type Run } from '../run.js'
import { findApart } from './apart.js'
import { batchesOf } from './batches.js'
import { startCrew } from './crew.js'
import { foreseenOutput } from './foreseen.js'
import type { MadeAnswer } from './messages.js'
import { settleRest } from './settle-rest.js'
import { partOf, stretchesOf } from './stretches.js'
import type { Threads } from './thread.js'

/**
 * Generates chosen services in several threads; the outcome is that of one thread, in the order of the services.
 *
 * Services whose files are known before they are made are brought to the disk as they are made, and kept for the next run. The
 * others are made before these, since what they write may be what these do: then all wait until all are made.
 *
 * Rejects only for a defect of this program.
 */
export const generateInThreads = async (
  { sources, failures: before }: ChosenServices,
  threads: Threads,
  options: GenerateOptions,
): Promise<GenerateOutcome> => {
  const count = Math.max(1, Math.min(threads.most, Math.ceil((sources.length * 2) / threads.from)))
  // They load the program while this one looks where files go.
  const crew = startCrew(count, threads, options)
  crew.begin('make', sources.length)
  const services = sources.map((source, place) => ({ source, place, output: foreseenOutput(source, options.library) }))
  const foreseen = services.filter(({ output }) => output !== undefined)
  const others = services.filter(({ output }) => output === undefined)
  const batches = batchesOf(foreseen, count, 0)
  const otherBatches = batchesOf(others, count, batches.length)

  const makingOthers = crew.make(otherBatches, false)
  const isFree = findApart(
    foreseen.flatMap(({ output }) => output ?? []),
    sources,
  )
  const madeOthers = await makingOthers
  const outputs = madeOthers.flatMap(({ claims }) => claims.flatMap((claim) => claim.outputs))
  const isApart = isFree !== undefined && outputs.every((output) => isFree(resolve(options.cwd, output)))
  const made = new Map<number, MadeAnswer>()
  for (const each of [...madeOthers, ...(await crew.make(batches, isApart))]) made.set(each.batch, each)

  const run: Run = { options, results: [], diagnostics: [], failures: [...before], notes: [] }
  const stretches = stretchesOf([...batches, ...otherBatches])
  for (const { batch, index } of stretches) {
    const { failed = [], failures = [], ends } = made.get(batch) ?? {}
    run.results.push(...partOf(failed, 'failed', ends, index))
    for (const failure of partOf(failures, 'failures', ends, index)) addFailure(run.failures, failure)
  }
  const settled = await settleRest(run, made, stretches, crew)
  for (const { batch, index } of stretches) {
    const { results = [], diagnostics = [], failures = [], notes = [], ends } = settled.get(batch) ?? {}
    run.results.push(...partOf(results, 'results', ends, index))
    run.diagnostics.push(...partOf(diagnostics, 'diagnostics', ends, index))
    run.failures.push(...partOf(failures, 'failures', ends, index))
    // Each thread notes what it finds of the workspace that all share.
    for (const note of partOf(notes, 'notes', ends, index)) if (!run.notes.includes(note)) run.notes.push(note)
  }
  const { results, diagnostics, failures, notes } = run
  const distinct = distinctProblems(diagnostics)
  return {
    results,
    diagnostics: distinct,
    failures,
    notes,
    attempted: [...made.values()].some(({ attempted }) => attempted),
  }
}
