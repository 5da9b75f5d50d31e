import { fleetCommand } from '../fleet-command.js'

/** Writes `compose.yaml`. */
export const { configure, run } = fleetCommand(
  'compose',
  'Write compose.yaml, with which docker compose runs all services on this machine.',
  'file',
)
