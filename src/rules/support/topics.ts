import type { Analysis } from '../../analysis/analyse.js'
import type { Instruction, InstructionKind } from '../../model/instruction.js'
import type { RuleContext, RuleOptions } from './rule.js'
import { runCalls } from './run-calls.js'

/**
 * What has to occur in a document for a rule to find something: one of some instructions, also behind ONBUILD, one of some flags
 * of instructions, or a call of one of some programs. A rule is only run where something of it occurs.
 */
export interface Topics {
  readonly instructions?: readonly InstructionKind[]
  /** Names of flags, without dashes. */
  readonly flags?: readonly string[]
  /** Names of programs that RUNs call, without folders. */
  readonly programs?: readonly string[] | RegExp
  /** What the rule has to be given besides, whatever occurs; `builder` is one that is not BuildKit. */
  readonly given?: Given
}

/** Something that linting can be told, without which some rules have nothing to say. */
export type Given = 'tree' | 'ignore' | 'shadowedIgnore' | 'policy' | 'shellcheck' | 'builder'

/** What occurs in a document, and what linting was told. */
export interface Occurring {
  readonly kinds: ReadonlySet<InstructionKind>
  readonly flags: ReadonlySet<string>
  /** To ask for them has the scripts of all RUNs read. */
  readonly programs: () => ReadonlySet<string>
  readonly isGiven: (what: Given) => boolean
}

const isGivenIn = (options: RuleOptions, what: Given): boolean =>
  what === 'builder' ? (options.builder ?? 'buildkit') !== 'buildkit' : options[what] !== undefined

const noteIn = (instruction: Instruction, kinds: Set<InstructionKind>, flags: Set<string>): void => {
  kinds.add(instruction.kind)
  for (const { name } of instruction.flags) flags.add(name)
  if (instruction.kind === 'onbuild') noteIn(instruction.instruction, kinds, flags)
}

/** The names of all that RUNs call: as they stand, behind words such as `exec`, and as hadolint has them where that matters. */
const programsIn = (analysis: Analysis, { tool }: RuleOptions): ReadonlySet<string> => {
  const programs = new Set(analysis.programs)
  const calls = runCalls(analysis)
  for (const name of calls.own.keys()) programs.add(name)
  if (tool === 'hadolint') for (const name of calls.hadolint.keys()) programs.add(name)
  return programs
}

/** What occurs in a document. */
export const occurringIn = ({ analysis, options }: Pick<RuleContext, 'analysis' | 'options'>): Occurring => {
  const kinds = new Set<InstructionKind>()
  const flags = new Set<string>()
  for (const instruction of analysis.instructions) noteIn(instruction, kinds, flags)
  return { kinds, flags, programs: () => programsIn(analysis, options), isGiven: (what) => isGivenIn(options, what) }
}
