import { chooseServices } from './build-services.js'
import { collectServices } from './collect-services.js'
import { distinctProblems } from './distinct-problems.js'
import type { FleetKind } from './fleet/fleet-file.js'
import { presentFleets } from './fleet/present.js'
import { makeServices } from './make-services.js'
import type { GenerateOptions } from './options.js'
import type { GenerateOutcome } from './result.js'
import { fail, failedResult, type Run } from './run.js'
import type { GeneratedService } from './service.js'
import { openSession, type Session } from './session.js'
import { claimOf, settle, tellDuplicates } from './settle.js'

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
  if (threads !== undefined && fleets.length === 0 && chosen.sources.length >= threads.from) {
    const { generateInThreads } = await import('./threads/generate-in-threads.js')
    return generateInThreads(chosen, threads, options)
  }
  const collector = collectServices(session)
  const collect = fleets.length > 0 ? collector.add : undefined
  const { pending, failures, failed, attempted } = await makeServices(session, chosen, options, collect)
  const run: Run = { options, results: failed.map(failedResult), diagnostics: [], failures, notes: [] }
  await settle(run, pending, tellDuplicates(run, pending.map(claimOf)))
  if (fleets.length > 0 && failures.length === 0) await settleFleets(run, fleets, collector.services(), session)
  const { results, diagnostics, notes } = run
  return { results, diagnostics: distinctProblems(diagnostics), failures, notes, attempted }
}
