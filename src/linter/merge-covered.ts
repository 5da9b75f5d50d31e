import type { Instruction } from '../model/instruction.js'
import type { Position, Span } from '../model/place.js'
import type { PlacedFinding } from './placed-finding.js'

const isBefore = (left: Position, right: Position): boolean =>
  left.line < right.line || (left.line === right.line && left.column <= right.column)

/** Two findings at parts of an instruction that have nothing in common are about two defects. */
const areApart = (left: Span | undefined, right: Span | undefined): boolean =>
  left !== undefined && right !== undefined && (isBefore(left.end, right.start) || isBefore(right.end, left.start))

/**
 * Leaves out what a more telling finding about the same defect at the same place covers; its codes go over to that one.
 */
export const mergeCovered = (findings: readonly PlacedFinding[]): readonly PlacedFinding[] => {
  const covering = new Map<Instruction, PlacedFinding[]>()
  for (const each of findings) {
    const { at } = each.finding
    if (each.rule.covers === undefined || at === undefined) continue
    const others = covering.get(at)
    if (others === undefined) covering.set(at, [each])
    else others.push(each)
  }
  if (covering.size === 0) return findings
  const covererOf = ({ rule, finding }: PlacedFinding): PlacedFinding | undefined =>
    finding.at &&
    covering
      .get(finding.at)
      ?.find((by) => by.rule.covers?.includes(rule.name) === true && !areApart(by.finding.span, finding.span))
  const covered = new Map<PlacedFinding, readonly string[]>()
  const kept = findings.filter((each) => {
    let by = covererOf(each)
    if (by === undefined) return true
    // What covers may itself be covered; no rule covers one that covers it.
    for (let above = covererOf(by); above !== undefined; above = covererOf(above)) by = above
    covered.set(by, [...(covered.get(by) ?? []), ...each.diagnostic.codes])
    return false
  })
  return kept.map((each) => {
    const more = covered.get(each)
    if (more === undefined) return each
    return { ...each, diagnostic: { ...each.diagnostic, codes: [...new Set([...each.diagnostic.codes, ...more])] } }
  })
}
