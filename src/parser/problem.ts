import type { Instruction } from '../model/instruction.js'

/**
 * Who refuses, and when: BuildKit reading the instructions, BuildKit building the stage, or a later build that runs an
 * ONBUILD instruction, which BuildKit takes as it is.
 */
export type ProblemPhase = 'read' | 'build' | 'trigger'

/** An instruction that BuildKit refuses, in its words. */
export interface Problem {
  readonly message: string
  readonly phase: ProblemPhase
  /** The first line of the instruction in a parsed Dockerfile. */
  readonly line?: number
  /** The instruction, where the model can hold it. */
  readonly instruction?: Instruction
}
