import { fleetCommand } from '../fleet-command.js'

/** Writes `docker-bake.hcl`. */
export const { configure, run } = fleetCommand(
  'bake',
  'Write docker-bake.hcl, with which docker buildx bake builds all services.',
  'file',
)
