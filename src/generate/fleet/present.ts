import { textOnDisk } from '../disk-state.js'
import { ownershipOf } from '../marker.js'
import type { GenerateOptions } from '../options.js'
import { pathFrom } from '../paths.js'
import type { Session } from '../session.js'
import { type FleetKind, fleetKinds, fleetOutput } from './fleet-file.js'

/**
 * The files about all services that we wrote before and that a run has to bring up to date: those of a run that is about
 * everything, since what a part says of the others is not known.
 */
export const presentFleets = async (
  { paths, filter, affectedBy, mode, cwd }: GenerateOptions,
  session: Session,
): Promise<readonly FleetKind[]> => {
  if (paths.length > 0 || filter !== undefined || affectedBy !== undefined || mode === 'stdout') return []
  const config = await session.configs.of(cwd).catch(() => undefined)
  return fleetKinds.filter((kind) => {
    const output = fleetOutput(kind, { cwd, config })
    const text = textOnDisk(output, pathFrom(cwd, output))
    return text !== undefined && ownershipOf(text) !== 'foreign'
  })
}
