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

const nowhere: ReadonlySet<Instruction> = new Set()

const placesOf = (report: HadolintReport, context: RuleContext): ReadonlySet<Instruction> => {
  const places = report.places(context)
  return Array.isArray(places) && places.length === 0 ? nowhere : new Set(places)
}

/** Which of some codes hadolint reports, once for each list of reports. */
const reportedCodes = new WeakMap<readonly HadolintReport[], ReadonlySet<string>>()

const codesReported = (reports: readonly HadolintReport[]): ReadonlySet<string> => {
  const found = reportedCodes.get(reports) ?? new Set(reports.map(({ code }) => code))
  reportedCodes.set(reports, found)
  return found
}

/**
 * Gives findings the codes of hadolint exactly where hadolint reports them, and adds what it alone reports where that is wanted.
 * Where hadolint reports is only looked for when something is found, or when it is wanted.
 */
export const withHadolint = (
  findings: Iterable<Finding>,
  codes: readonly string[],
  reports: readonly HadolintReport[],
  context: RuleContext,
): readonly Finding[] => {
  const own = [...findings]
  if (own.length === 0 && context.options.tool !== 'hadolint') return own
  const made: Finding[] = []
  const reported = codesReported(reports)
  const met = new Set<Instruction>()
  let theirs: readonly { readonly report: HadolintReport; readonly places: ReadonlySet<Instruction> }[] | undefined
  const placesOfAll = () => (theirs ??= reports.map((report) => ({ report, places: placesOf(report, context) })))
  for (const finding of own) {
    const at = finding.toolAt?.hadolint ?? finding.at
    const said = (finding.codes ?? codes).filter((code) => !reported.has(code))
    if (at !== undefined) {
      met.add(at)
      for (const { report, places } of placesOfAll()) if (places.has(at)) said.push(report.code)
    }
    made.push({ ...finding, codes: said })
  }
  if (context.options.tool !== 'hadolint') return made
  for (const { report, places } of placesOfAll()) {
    for (const at of places) {
      if (!met.has(at)) made.push({ message: report.message, at, codes: [report.code], only: 'hadolint' })
    }
  }
  return made
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
