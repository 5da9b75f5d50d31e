import { analyse } from '../../analysis/analyse.js'
import { scriptText } from '../../analysis/script.js'
import type { DockerfileDocument } from '../../model/document.js'
import { flagValue } from '../../model/flag.js'
import type { Instruction } from '../../model/instruction.js'
import { reflowRun } from './reflow-run.js'

const windows = /windows|nanoserver|servercore/i

/** Whether a script may be one for the shell of Windows, where blanks and `&&` mean other things. */
const mayBeWindows = ({ directives, stages }: DockerfileDocument): boolean =>
  directives.escape === '`' ||
  stages.some(({ from }) => windows.test(from.image) || windows.test(flagValue(from, 'platform') ?? ''))

/** A document with the scripts of its RUNs laid out, as far as a Bourne shell reads them. */
export const reflowDocument = (document: DockerfileDocument): DockerfileDocument => {
  if (mayBeWindows(document)) return document
  const shells = new Map<Instruction, readonly string[] | undefined>()
  for (const { instruction, before } of analyse(document).steps('run')) shells.set(instruction, before.shell)
  return {
    ...document,
    stages: document.stages.map(({ from, instructions }) => ({
      from,
      instructions: instructions.map((instruction) => {
        if (instruction.kind !== 'run') return instruction
        return scriptText(instruction, shells.get(instruction)) === undefined ? instruction : reflowRun(instruction)
      }),
    })),
  }
}
