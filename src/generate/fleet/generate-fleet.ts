import { createConfigs } from '../configs.js'
import { lazyDiffer } from '../diff.js'
import type { GenerateOptions } from '../options.js'
import { planServices } from '../plan-services.js'
import type { GenerateOutcome } from '../result.js'
import { fail, type Run } from '../run.js'
import { settleTarget } from '../settle-target.js'
import { createWriter } from '../write.js'
import type { FleetKind } from './fleet-file.js'
import { pendingFleet } from './pending.js'

/**
 * Generates, checks or previews the file with which another program builds or runs the services that the options name.
 *
 * Rejects only for a defect of this program.
 */
export const generateFleet = async (kind: FleetKind, options: GenerateOptions): Promise<GenerateOutcome> => {
  const { cwd } = options
  const run: Run = { options, results: [], diagnostics: [], failures: [], notes: [] }
  const config = await createConfigs(cwd, options.config)
    .of(cwd)
    .catch((error: unknown) => fail(run.failures, error))
  const { services, failures, attempted } = await planServices(options)
  run.failures.push(...failures.filter(({ message }) => !run.failures.some((known) => known.message === message)))
  if (run.failures.length === 0) {
    await pendingFleet(kind, { services, cwd, config: config ?? undefined })
      .then(async (pending) => settleTarget(run, pending, { differ: lazyDiffer(), write: createWriter() }))
      .catch((error: unknown) => fail(run.failures, error))
  }
  const { results, diagnostics, notes } = run
  return { results, diagnostics, failures: run.failures, notes, attempted }
}
