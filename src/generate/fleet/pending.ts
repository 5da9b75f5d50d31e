import { dirname } from 'node:path'
import { look } from '../../disk/journal.js'
import { pathFrom, repositoryRootOf } from '../paths.js'
import type { Pending } from '../run.js'
import { setAside } from './compose/set-aside.js'
import { type FleetInput, type FleetKind, makeFleetFile } from './fleet-file.js'

/** A file about all services on its way to the disk. */
export const pendingFleet = async (kind: FleetKind, input: FleetInput): Promise<Pending> => {
  const { cwd, config } = input
  const file = await makeFleetFile(kind, input)
  const folder = dirname(file.output)
  return {
    source: {
      file: config?.file ?? file.output,
      folder,
      root: repositoryRootOf(folder, cwd),
      display: (path) => pathFrom(cwd, path),
    },
    label: '',
    files: [{ ...file, path: look.realPath(file.output) }],
    context: folder,
    diagnostics: [],
    notes: kind === 'compose' ? setAside(file.output) : [],
  }
}
