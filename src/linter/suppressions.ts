import type { Analysis } from '../analysis/analyse.js'
import type { Instruction } from '../model/instruction.js'
import type { Place, Span } from '../model/place.js'
import type { PlacedFinding } from './placed-finding.js'
import { goesBy, nearestRuleName, rulesNamed } from './rule-names.js'

/** A finding that was looked at and accepted, with the reason. */
export interface Suppression {
  /** A rule's name, or a code such as `DL3008` or `JSONArgsRecommended`. */
  readonly rule: string
  readonly reason: string
  /** The position of the stage that it is for; the whole file when absent. */
  readonly stage?: number
  /** The instruction that it is for. */
  readonly at?: Instruction
  readonly origin?: Place
  /** Where it stands, for one that is a comment. */
  readonly span?: Span
}

/** A suppression that suppressed nothing. */
export interface UnusedSuppression {
  readonly message: string
  readonly hint: string
  readonly origin?: Place
  readonly span?: Span
}

/** What decides whether a suppression had a chance. */
export interface SuppressionScope {
  readonly analysis: Analysis
  readonly spanOf: (instruction: Instruction) => Span | undefined
  /** Whether a rule was run on all that it could see. */
  readonly wasRun: (rule: string) => boolean
}

const stageOf = (analysis: Analysis, instruction: Instruction | undefined): number | undefined =>
  analysis.stages.find(
    ({ stage }) => stage.from === instruction || stage.instructions.some((each): boolean => each === instruction),
  )?.index

/** The suppressions of a file, and which of them were needed. */
export const createSuppressions = (suppressions: readonly Suppression[], scope: SuppressionScope) => {
  const { analysis, spanOf, wasRun } = scope
  const used = new Set<Suppression>()

  /** Whether a finding belongs to an instruction: by what it says, or, without that, by its line. */
  const isAt = (
    instruction: Instruction,
    { finding: { at, suppressAt, span, inIgnoreFile } }: PlacedFinding,
  ): boolean => {
    if (inIgnoreFile === true) return false
    if (at !== undefined) return at === instruction || suppressAt === instruction
    const lines = spanOf(instruction)
    return (
      span !== undefined &&
      lines !== undefined &&
      lines.start.line <= span.start.line &&
      span.start.line <= lines.end.line
    )
  }
  const reaches = ({ stage, at }: Suppression, placed: PlacedFinding): boolean =>
    (stage === undefined || stage === stageOf(analysis, placed.finding.at)) && (at === undefined || isAt(at, placed))

  const unusedOne = ({ rule, reason, origin, span }: Suppression): UnusedSuppression | undefined => {
    const names = rulesNamed(rule)
    const where = { ...(origin === undefined ? {} : { origin }), ...(span === undefined ? {} : { span }) }
    if (names.length > 0) {
      return names.every(wasRun)
        ? {
            message: `\`${rule}\` is ignored (${reason}), but nothing is found.`,
            hint: 'Remove the suppression.',
            ...where,
          }
        : undefined
    }
    const meant = nearestRuleName(rule)
    return {
      message: `\`${rule}\` is ignored, but there is no such rule.`,
      hint: meant === undefined ? 'Remove the suppression.' : `Did you mean \`${meant}\`?`,
      ...where,
    }
  }

  return {
    /** Whether a finding of a rule is silenced; the suppressions that do so count as used. */
    silences: (placed: PlacedFinding): boolean => {
      if (suppressions.length === 0) return false
      const known = { name: placed.rule.name, codes: [...placed.rule.codes, ...placed.diagnostic.codes] }
      const matching = suppressions.filter((each) => goesBy(known, each.rule) && reaches(each, placed))
      for (const each of matching) used.add(each)
      return matching.length > 0
    },
    /** Whether something that the linter itself reports is silenced for the whole file. */
    silencesOwn: (name: string): boolean => {
      const matching = suppressions.filter(
        ({ rule, stage, at }) => rule === name && stage === undefined && at === undefined,
      )
      for (const each of matching) used.add(each)
      return matching.length > 0
    },
    unused: (): readonly UnusedSuppression[] =>
      suppressions.filter((each) => !used.has(each)).flatMap((each) => unusedOne(each) ?? []),
  }
}
