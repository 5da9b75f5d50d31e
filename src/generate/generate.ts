import { lazyDiffer } from './diff.js'
import { collectServices } from './collect-services.js'
import { duplicateOutputs } from './duplicates.js'
import type { FleetKind } from './fleet/fleet-file.js'
import { presentFleets } from './fleet/present.js'
import type { GeneratedService } from './service.js'
import type { Session } from './session.js'
import { buildServices } from './build-services.js'
import type { BuiltTarget } from './build-target.js'
import { createLintSettings } from './lint-settings.js'
import { makeTarget } from './make-target.js'
import type { GenerateOptions } from './options.js'
import { realPathOf } from './paths.js'
import type { GenerateOutcome } from './result.js'
import { fail, failedResult, type Pending, resultOf, type Run } from './run.js'
import { openSession } from './session.js'
import { settleTarget } from './settle-target.js'
import { createWriter } from './write.js'

/** Brings what was made to the disk; files that several targets would write are told and left alone. */
const settle = async (run: Run, pending: readonly Pending[]): Promise<void> => {
  const claims = pending.map(({ source, label, made }) => ({
    source: source.display(source.file),
    label,
    outputs: made.files.map(({ output }) => source.display(realPathOf(output))),
  }))
  const duplicates = duplicateOutputs(claims)
  const tools = { differ: lazyDiffer(), write: createWriter() }
  for (const duplicate of new Set(duplicates.values())) fail(run.failures, duplicate)
  for (const [index, each] of pending.entries()) {
    if (duplicates.has(index)) run.results.push(...each.made.files.map((file) => resultOf(each, file, 'failed')))
    else await settleTarget(run, each, tools)
    run.options.progress?.({ phase: 'write', done: index + 1, total: pending.length })
  }
}

/** Brings what is written about all services up to date. */
const settleFleets = async (
  run: Run,
  fleets: readonly FleetKind[],
  services: readonly GeneratedService[],
  session: Session,
): Promise<void> => {
  const { cwd } = run.options
  const config = await session.configs.of(cwd)
  const { pendingFleet } = await import('./fleet/pending.js')
  for (const kind of fleets) {
    try {
      await settle(run, [await pendingFleet(kind, { services, cwd, config })])
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
  const lintSettings = createLintSettings(options, session.configs)
  const pending: Pending[] = []
  const fleets = await presentFleets(options, session)
  const collector = collectServices(session)
  const make = async (built: BuiltTarget): Promise<void> => {
    const { source, target } = built
    if (fleets.length > 0) await collector.add(built)
    pending.push({ source, label: target.label, made: makeTarget(built, await lintSettings(source), session) })
  }
  const { failures, failed, attempted } = await buildServices(session, make, lintSettings)
  const run: Run = { options, results: failed.map(failedResult), diagnostics: [], failures, notes: [] }
  await settle(run, pending)
  if (fleets.length > 0 && failures.length === 0) await settleFleets(run, fleets, collector.services(), session)
  const { results, diagnostics, notes } = run
  return { results, diagnostics, failures, notes, attempted }
}
