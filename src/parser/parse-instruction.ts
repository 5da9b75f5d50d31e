import type { EscapeCharacter } from '../model/document.js'
import type { StageInstruction } from '../model/instruction.js'
import { instructionOf } from './parse-dockerfile.js'
import { readSourceTree } from './source-tree.js'

/** Why a text is not instructions of a stage, with the line in that text. */
export interface InstructionFailure {
  readonly message: string
  readonly line: number
}

/**
 * Parses one or more instructions of a stage, for `raw('…')`. Lines such as `# escape=` are comments here. The
 * instructions have no spans. FROM is refused, as are instructions that the model cannot hold; what else BuildKit
 * would refuse is told by `checkInstructions`.
 *
 * @example
 * ```ts
 * parseInstruction('RUN --network=none make\nUSER 10001') // [{ kind: 'run', … }, { kind: 'user', … }]
 * parseInstruction('FROM scratch') // { message: 'FROM begins another stage', line: 1 }
 * ```
 */
export const parseInstruction = (
  text: string,
  escape: EscapeCharacter = '\\',
): readonly StageInstruction[] | InstructionFailure => {
  const tree = readSourceTree(text, { escape })
  if ('error' in tree) return { message: tree.error.message, line: tree.line }
  const instructions: StageInstruction[] = []
  for (const source of tree.instructions) {
    const instruction = instructionOf(source, { spans: false })
    if ('message' in instruction) return { message: instruction.message, line: source.startLine }
    if (instruction.kind === 'from') return { message: 'FROM begins another stage', line: source.startLine }
    instructions.push(instruction)
  }
  if (tree.trailingComments.length > 0) {
    return { message: 'a comment behind the last instruction belongs to none', line: text.trimEnd().split('\n').length }
  }
  return instructions
}
