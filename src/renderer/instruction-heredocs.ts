import type { EscapeCharacter } from '../model/document.js'
import type { Heredoc } from '../model/heredoc.js'
import type { Instruction } from '../model/instruction.js'
import { checkHeredocs, heredocText } from './heredocs.js'
import { joinedLine } from './joined-line.js'
import { refuse } from './unrenderable.js'

const none: readonly Heredoc[] = []

const heredocsOf = (instruction: Instruction): readonly Heredoc[] => {
  if (instruction.kind === 'onbuild') return heredocsOf(instruction.instruction)
  const { kind } = instruction
  return kind === 'run' || kind === 'copy' || kind === 'add' ? instruction.heredocs : none
}

/** Whether BuildKit looks for heredocs: in RUN, COPY and ADD that are not JSON, alone or directly in ONBUILD. */
const takesHeredocs = (instruction: Instruction): boolean => {
  const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
  if (inner.kind === 'run') return inner.command.form === 'shell'
  return (inner.kind === 'copy' || inner.kind === 'add') && !inner.json
}

/**
 * The lines below an instruction that its heredocs are, without a final newline; `''` without heredocs.
 *
 * @throws GenDockerfileError `unrenderable-heredoc` where Docker would find others in the text of the instruction.
 */
export const heredocLines = (instruction: Instruction, text: string, escape: EscapeCharacter): string => {
  const heredocs = heredocsOf(instruction)
  // A continuation may stand between the two characters of a `<<`.
  if (heredocs.length === 0 && !text.includes('<')) return ''
  const keyword = instruction.kind.toUpperCase()
  if (!takesHeredocs(instruction)) {
    if (heredocs.length > 0)
      refuse('heredoc', `${keyword} has a heredoc, but Docker looks for none in this form of it.`)
    return ''
  }
  checkHeredocs(joinedLine(text, escape), heredocs, keyword)
  return heredocs.map(heredocText).join('\n')
}
