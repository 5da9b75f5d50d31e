import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { Instruction, InstructionOf, StageInstruction } from '../../model/instruction.js'
import type { Finding, RuleContext } from './rule.js'

/** Where hadolint reports the defect of a rule, when it does not agree with the rule everywhere. */
export interface HadolintReport {
  /** `hadolint:DL3000` */
  readonly code: string
  readonly places: (context: RuleContext) => Iterable<Instruction>
  /** What to say where only hadolint sees a defect. */
  readonly message: string
}

/** Gives findings a code of hadolint exactly where hadolint reports it, and adds what it alone reports. */
export function* withHadolint(
  findings: Iterable<Finding>,
  codes: readonly string[],
  { code, places, message }: HadolintReport,
  context: RuleContext,
): Generator<Finding> {
  const theirs = new Set(places(context))
  const left = new Set(theirs)
  for (const finding of findings) {
    const own = (finding.codes ?? codes).filter((each) => each !== code)
    const at = finding.toolAt?.hadolint ?? finding.at
    const isSame = at !== undefined && theirs.has(at)
    if (isSame) left.delete(at)
    yield { ...finding, codes: isSame ? [...own, code] : own }
  }
  for (const at of left) yield { message, at, codes: [code], only: 'hadolint' }
}

/** The instructions of some kinds as they stand in the stages: hadolint does not look behind ONBUILD. */
export const writtenInstructions = <Kind extends StageInstruction['kind']>(
  { document }: Pick<Analysis, 'document'>,
  ...kinds: readonly Kind[]
): readonly InstructionOf<Kind>[] => {
  const isOf = (each: StageInstruction): each is StageInstruction & InstructionOf<Kind> =>
    kinds.some((kind) => kind === each.kind)
  return document.stages.flatMap(({ instructions }) => instructions.filter(isOf))
}

/** A word without the quotes around it, as hadolint takes it. */
export const unquoted = (word: string): string => word.replace(/^["']+|["']+$/g, '')

/** The stages that have a FROM: what stands above the first is looked at like a stage without one. */
export const stagesWithFrom = ({ stages }: Analysis): readonly StageNode[] =>
  stages.filter(({ stage }) => stage.from.image !== '')
