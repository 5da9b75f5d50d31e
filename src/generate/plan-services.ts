import type { Diagnostic } from '../model/diagnostic.js'
import { buildServices } from './build-services.js'
import { collectServices } from './collect-services.js'
import type { SelectOptions } from './options.js'
import { fail } from './run.js'
import type { GeneratedService } from './service.js'
import { openSession } from './session.js'

/** The services of a run, and what went wrong with others. */
export interface PlannedServices {
  /** Sorted by folder, those of one folder by file. */
  readonly services: readonly GeneratedService[]
  readonly failures: readonly Diagnostic[]
  /** False when no source could be loaded: there was nothing to do. */
  readonly attempted: boolean
}

/**
 * Says which services a run is about and what is generated for each, without writing anything. What goes wrong with one does not
 * stop the others; of several that would write one file none is told.
 *
 * Rejects only for a defect of this program.
 */
export const planServices = async (options: SelectOptions): Promise<PlannedServices> => {
  const session = openSession(options)
  const collector = collectServices(session)
  const { failures, attempted } = await buildServices(session, collector.add)
  for (const duplicate of collector.duplicates()) fail(failures, duplicate)
  return { services: collector.services(), failures, attempted }
}
