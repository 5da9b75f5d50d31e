import type { Analysis } from '../../analysis/analyse.js'
import type { StageNode } from '../../analysis/stage-node.js'
import type { Instruction, InstructionOf, StageInstruction } from '../../model/instruction.js'
import type { Finding, Rule, RuleContext } from './rule.js'

/** Where hadolint reports the defect of a rule, when it does not agree with the rule everywhere. */
export interface HadolintReport {
  /** `hadolint:DL3000` */
  readonly code: string
  readonly places: (context: RuleContext) => Iterable<Instruction>
  /** What to say where only hadolint sees a defect. */
  readonly message: string
}

const nothing: readonly Finding[] = []

/** A report, and where hadolint makes it. */
interface PlacedReport {
  readonly report: HadolintReport
  readonly places: ReadonlySet<Instruction>
}

const noReports: readonly PlacedReport[] = []

/** The reports that hadolint makes somewhere in a document; mostly none. */
const placedIn = (reports: readonly HadolintReport[], context: RuleContext): readonly PlacedReport[] => {
  let made: PlacedReport[] | undefined
  for (const report of reports) {
    const found = report.places(context)
    if (Array.isArray(found) && found.length === 0) continue
    const places: ReadonlySet<Instruction> = found instanceof Set ? found : new Set(found)
    if (places.size > 0) (made ??= []).push({ report, places })
  }
  return made ?? noReports
}

/** A rule with the reports that hadolint makes of its defect. */
export type ReportedRule = Pick<Rule, 'codes' | 'check'> & { readonly hadolint: readonly HadolintReport[] }

/** Gives the check of a rule, where hadolint does not agree with it everywhere, the codes of hadolint where those belong. */
export const checkWithHadolint = ({ codes, check, hadolint: reports }: ReportedRule): Rule['check'] => {
  const reported = new Set(reports.map(({ code }) => code))
  const isReported = codes.every((code) => !code.startsWith('hadolint:') || reported.has(code))

  /** Findings with the codes of hadolint exactly where it reports them. */
  const withCodes = (findings: readonly Finding[], placedReports: readonly PlacedReport[]): readonly Finding[] =>
    findings.map((finding) => {
      const at = finding.toolAt?.hadolint ?? finding.at
      const said = (finding.codes ?? codes).filter((code) => !reported.has(code))
      for (const { report, places } of placedReports) if (at !== undefined && places.has(at)) said.push(report.code)
      return { ...finding, codes: said }
    })

  /** What hadolint reports: what the rule finds at its places, and what only hadolint takes for a defect. */
  const asHadolint = (context: RuleContext): readonly Finding[] => {
    const placedReports = placedIn(reports, context)
    if (isReported && placedReports.length === 0) return nothing
    const own = check(context)
    const met = new Set(own.flatMap((finding) => finding.toolAt?.hadolint ?? finding.at ?? []))
    const made = [...withCodes(own, placedReports)]
    for (const { report, places } of placedReports) {
      for (const at of places) {
        if (!met.has(at)) made.push({ message: report.message, at, codes: [report.code], only: 'hadolint' })
      }
    }
    return made
  }

  return (context) => {
    if (context.options.tool === 'hadolint') return asHadolint(context)
    const own = check(context)
    // Where hadolint reports is only looked for when something is found.
    return own.length === 0 ? own : withCodes(own, placedIn(reports, context))
  }
}

/** The instructions of some kinds as they stand in the stages: hadolint does not look behind ONBUILD. */
export const writtenInstructions = <Kind extends StageInstruction['kind']>(
  { document }: Pick<Analysis, 'document'>,
  ...kinds: readonly Kind[]
): readonly InstructionOf<Kind>[] => {
  const isOf = (each: StageInstruction): each is StageInstruction & InstructionOf<Kind> => {
    for (const kind of kinds) if (kind === each.kind) return true
    return false
  }
  const found: InstructionOf<Kind>[] = []
  for (const { instructions } of document.stages) for (const each of instructions) if (isOf(each)) found.push(each)
  return found
}

/** A word without the quotes around it, as hadolint takes it. */
export const unquoted = (word: string): string => word.replace(/^["']+|["']+$/g, '')

/** The stages that have a FROM: what stands above the first is looked at like a stage without one. */
export const stagesWithFrom = ({ stages }: Analysis): readonly StageNode[] =>
  stages.filter(({ stage }) => stage.from.image !== '')
