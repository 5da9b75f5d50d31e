import type { Step } from '../../analysis/stage-node.js'
import type { Command } from '../../model/command.js'

/** The command of an instruction that has one. */
export const commandOf = ({ instruction }: Step): Command | undefined => {
  switch (instruction.kind) {
    case 'run':
    case 'cmd':
    case 'entrypoint':
    case 'healthcheck':
      return instruction.command
    default:
      return undefined
  }
}
