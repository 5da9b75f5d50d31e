import { type ChosenServices, chooseServices } from './build-services.js'
import { collectServices } from './collect-services.js'
import { distinctProblems } from './distinct-problems.js'
import type { FleetKind } from './fleet/fleet-file.js'
import { presentFleets } from './fleet/present.js'
import { leftovers } from './leftovers/leftovers.js'
import { makeServices } from './make-services.js'
import type { GenerateOptions } from './options.js'
import type { GenerateOutcome } from './result.js'
import { fail, failedResult, type Run } from './run.js'
import type { GeneratedService } from './service.js'
import { openSession, type Session } from './session.js'
import { claimOf, settle, tellDuplicates } from './settle.js'
import { submoduleNotes } from './submodule-notes.js'

/** Brings what is written about all services up to date. */
const settleFleets = async (
  run: Run,
  fleets: readonly FleetKind[],
  services: readonly GeneratedService[],
  session: Session,
): Promise<void> => {
  const { cwd } = session.options
  const config = await session.configs.of(cwd)
  const { pendingFleet } = await import('./fleet/pending.js')
  for (const kind of fleets) {
    try {
      await settle(run, [await pendingFleet(kind, { services, cwd, config })], new Set())
    } catch (error) {
      fail(run.failures, error)
    }
  }
}

/** Generates chosen services in this thread, and the files about all of them. */
const generateHere = async (
  session: Session,
  chosen: ChosenServices,
  fleets: readonly FleetKind[],
  options: GenerateOptions,
): Promise<GenerateOutcome> => {
  const collector = collectServices(session)
  const collect = fleets.length > 0 ? collector.add : undefined
  const { pending, failures, failed, attempted } = await makeServices(session, chosen, options, collect)
  const run: Run = { options, results: failed.map(failedResult), diagnostics: [], failures, notes: [] }
  await settle(run, pending, tellDuplicates(run, pending.map(claimOf)))
  if (fleets.length > 0 && failures.length === 0) await settleFleets(run, fleets, collector.services(), session)
  const { results, diagnostics, notes } = run
  return { results, diagnostics, failures, notes, attempted }
}

/** Whether a run is about all services that its sources have, and knows them. */
const isAboutAll = ({ filter, affectedBy, mode }: GenerateOptions, { failures }: ChosenServices): boolean =>
  filter === undefined && affectedBy === undefined && mode !== 'stdout' && failures.length === 0

/**
 * Generates, checks or previews the Dockerfiles of all services that the options name. What goes wrong with one is told in
 * the outcome and does not stop the others.
 *
 * Rejects only for a defect of this program.
 */
export const generate = async (options: GenerateOptions): Promise<GenerateOutcome> => {
  const session = openSession(options)
  const fleets = await presentFleets(options, session)
  const chosen = await chooseServices(session)
  const { threads } = options
  // A file about all services is made from the documents of all of them, which do not leave their thread.
  const inThreads = threads !== undefined && fleets.length === 0 && chosen.sources.length >= threads.from
  const outcome = inThreads
    ? await (await import('./threads/generate-in-threads.js')).generateInThreads(chosen, threads, options)
    : await generateHere(session, chosen, fleets, options)
  const { cwd } = options
  const notes = submoduleNotes(outcome, session.repositoryOf(cwd), cwd)
  const left = isAboutAll(options, chosen) ? await leftovers(session, chosen.sources, outcome) : []
  return {
    ...outcome,
    diagnostics: [...distinctProblems(outcome.diagnostics), ...left],
    notes: [...notes, ...outcome.notes],
  }
}
