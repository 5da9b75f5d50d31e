import { analyse } from '../../analysis/analyse.js'
import type { Analysis } from '../../analysis/analyse.js'
import type { DockerfileDocument } from '../../model/document.js'
import type { Instruction } from '../../model/instruction.js'
import { rules } from '../../rules/index.js'
import type { Finding, Rule, ToolName } from '../../rules/support/rule.js'
import type { LintOptions } from '../lint-document.js'
import { relevanceOf } from '../relevant-rules.js'

/** What a rule found that a tool finds too. */
export interface ToolFinding {
  readonly rule: Rule
  readonly finding: Finding
  /** The tool's own codes, without its name. */
  readonly codes: readonly string[]
  readonly line: number
  /** The instruction on that line. */
  readonly at: Instruction | undefined
}

const knownTo = (tool: ToolName) =>
  relevanceOf(rules.filter(({ codes }) => codes.some((code) => code.startsWith(`${tool}:`))))

/** The rules that report what a tool reports, too. */
const relevantRules = { buildkit: knownTo('buildkit'), hadolint: knownTo('hadolint') } satisfies Record<
  ToolName,
  unknown
>

const codesOf = (codes: readonly string[], prefix: string): readonly string[] => {
  const found: string[] = []
  for (const code of codes) if (code.startsWith(prefix)) found.push(code.slice(prefix.length))
  return found
}

const placeOf = ({ at, span, toolAt }: Finding, tool: ToolName): Pick<ToolFinding, 'at' | 'line'> => {
  const moved = toolAt?.[tool]
  return { at: moved ?? at, line: (moved?.span ?? span ?? at?.span)?.start.line ?? 1 }
}

/** What the rules find in a parsed document that a tool finds, too, in the order of the rules; nothing is suppressed. */
export const toolFindings = (
  tool: ToolName,
  document: DockerfileDocument,
  options: LintOptions,
): { readonly analysis: Analysis; readonly findings: readonly ToolFinding[] } => {
  const analysis = analyse(document, options)
  const context = {
    document,
    analysis,
    options: { ...options, tool },
    spanOf: ({ span }: { readonly span?: Finding['span'] }) => span,
  }
  const prefix = `${tool}:`
  const findings: ToolFinding[] = []
  for (const rule of relevantRules[tool](context)) {
    for (const finding of rule.check(context)) {
      if (finding.only !== undefined && finding.only !== tool) continue
      const codes = codesOf(finding.codes ?? rule.codes, prefix)
      if (codes.length > 0) findings.push({ rule, finding, codes, ...placeOf(finding, tool) })
    }
  }
  return { analysis, findings }
}
