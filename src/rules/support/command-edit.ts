import type { TextEdit } from '../../model/diagnostic.js'
import type { Instruction } from '../../model/instruction.js'
import type { RuleContext } from './rule.js'
import { editOf, writtenOf } from './written.js'

/** The edit of a stretch of a command in shell form, by offsets in its text; `undefined` where that is not one place in the file. */
export const commandEdit = (
  instruction: Instruction,
  [start, end]: readonly [start: number, end: number],
  text: string,
  context: Pick<RuleContext, 'options' | 'document'>,
): TextEdit | undefined => {
  if (instruction.kind !== 'run' && instruction.kind !== 'healthcheck') return undefined
  const { command } = instruction
  if (command?.form !== 'shell' || (instruction.kind === 'run' && instruction.heredocs.length > 0)) return undefined
  const written = writtenOf(instruction, context)
  const offset = written?.text.indexOf(command.text, written.argumentsStart) ?? -1
  return written === undefined || offset < 0 ? undefined : editOf(written, offset + start, offset + end, text)
}
