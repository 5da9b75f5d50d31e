import type { Analysis } from '../../analysis/analyse.js'
import type { Instruction, InstructionKind, RunInstruction } from '../../model/instruction.js'
import type { RuleOptions } from './rule.js'
import { runCalls } from './run-calls.js'

/**
 * What has to occur in a document for a rule to find something: one of some instructions, also behind ONBUILD, one of some flags
 * of instructions, a call of one of some programs, or one of some traits. A rule is only run where something of it occurs.
 */
export interface Topics {
  readonly instructions?: readonly InstructionKind[]
  /** Names of flags, without dashes. */
  readonly flags?: readonly string[]
  /** Names of programs that RUNs call, without folders. */
  readonly programs?: readonly string[] | RegExp
  readonly traits?: readonly Trait[]
  /** What the rule has to be given besides, whatever occurs; `builder` is one that is not BuildKit. */
  readonly given?: Given
}

/** Something about a document that is seen without a look at what it means. */
export type Trait =
  /** A `# syntax` or `# check` line. */
  | 'syntax'
  | 'check'
  /** More than one stage, a stage with a name, a variable in the image of a FROM. */
  | 'stages'
  | 'stage name'
  | 'image variable'
  /** A keyword that is not in capital letters, a blank line in an instruction. */
  | 'keyword'
  | 'empty continuation'
  /** A command as a JSON array. */
  | 'exec form'
  /** A heredoc of a RUN, a `|`, an `@` or a `$` in its text. */
  | 'heredoc'
  | 'pipe'
  | 'at sign'
  | 'variable'

/** Something that linting can be told, without which some rules have nothing to say. */
export type Given = 'tree' | 'ignore' | 'shadowedIgnore' | 'policy' | 'shellcheck' | 'builder'

/** What occurs in the instructions of a document. */
export interface Occurring {
  readonly kinds: ReadonlySet<InstructionKind>
  readonly flags: ReadonlySet<string>
  readonly traits: ReadonlySet<Trait>
}

/** Whether linting was told something. */
export const isGivenIn = (options: RuleOptions, what: Given): boolean =>
  what === 'builder' ? (options.builder ?? 'buildkit') !== 'buildkit' : options[what] !== undefined

interface Noted {
  readonly kinds: Set<InstructionKind>
  readonly flags: Set<string>
  readonly traits: Set<Trait>
}

const noteText = (text: string, traits: Set<Trait>): void => {
  if (text.includes('|')) traits.add('pipe')
  if (text.includes('@')) traits.add('at sign')
  if (text.includes('$')) traits.add('variable')
}

const noteRun = ({ command, heredocs }: RunInstruction, traits: Set<Trait>): void => {
  if (command.form === 'shell') noteText(command.text, traits)
  else {
    traits.add('exec form')
    for (const arg of command.args) noteText(arg, traits)
  }
  if (heredocs.length > 0) traits.add('heredoc')
  for (const { content } of heredocs) noteText(content, traits)
}

const noteIn = (instruction: Instruction, noted: Noted): void => {
  const { kinds, flags, traits } = noted
  kinds.add(instruction.kind)
  for (const { name } of instruction.flags) flags.add(name)
  if (instruction.keyword !== undefined) traits.add('keyword')
  if (instruction.emptyContinuation !== undefined) traits.add('empty continuation')
  if (instruction.kind === 'run') noteRun(instruction, traits)
  else if (instruction.kind === 'from') {
    if (instruction.as !== undefined) traits.add('stage name')
    if (instruction.image.includes('$')) traits.add('image variable')
  } else if (instruction.kind === 'onbuild') noteIn(instruction.instruction, noted)
  else if ('command' in instruction && instruction.command?.form === 'exec') traits.add('exec form')
}

/**
 * The names of all that RUNs call, in several lists, which have some in common: as they stand, behind words such as `exec`, and as
 * hadolint has them where that matters. To ask for them has the scripts of all RUNs read.
 */
export const programsIn = (analysis: Analysis, { tool }: RuleOptions): readonly Iterable<string>[] => {
  const calls = runCalls(analysis)
  const programs: Iterable<string>[] = [analysis.programs, calls.own.keys()]
  if (tool === 'hadolint') programs.push(calls.hadolint().keys())
  return programs
}

/** What occurs in a document. */
export const occurringIn = (analysis: Analysis): Occurring => {
  const noted: Noted = { kinds: new Set(), flags: new Set(), traits: new Set() }
  const { directives, stages } = analysis.document
  if (directives.syntax !== undefined) noted.traits.add('syntax')
  if (directives.check !== undefined) noted.traits.add('check')
  if (stages.length > 1) noted.traits.add('stages')
  for (const instruction of analysis.instructions) noteIn(instruction, noted)
  return noted
}
