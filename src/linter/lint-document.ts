import { analyse } from '../analysis/analyse.js'
import type { AnalysisOptions } from '../analysis/stage-graph.js'
import type { Diagnostic, Severity } from '../model/diagnostic.js'
import type { DockerfileDocument } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'
import type { Span } from '../model/place.js'
import { rules } from '../rules/index.js'
import type { Finding, Rule, RuleOptions } from '../rules/support/rule.js'
import { ruleUrl } from './rule-url.js'
import { callerSuppressions, pragmas } from './suppressions.js'
import type { Suppression } from './suppressions.js'

/** What linting can be told. */
export interface LintOptions extends RuleOptions, AnalysisOptions {
  /** The file that diagnostics name, relative to the working directory. */
  readonly file?: string | undefined
  /** Where instructions stand, for a document that was built and rendered. */
  readonly spans?: ReadonlyMap<Instruction, Span> | undefined
  readonly suppressions?: readonly Suppression[] | undefined
  /** Other severities, by rule; `off` leaves a rule out. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined
}

const order = (left: Diagnostic, right: Diagnostic): number =>
  (left.span?.start.line ?? 0) - (right.span?.start.line ?? 0) ||
  (left.span?.start.column ?? 0) - (right.span?.start.column ?? 0) ||
  (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0)

/** Where a finding is, for telling whether two are about the same place. */
interface Placed {
  readonly diagnostic: Diagnostic
  readonly rule: Rule
  readonly at: Instruction | undefined
}

/** Leaves out what a more telling finding at the same place covers; its codes go over to that one. */
const withoutCovered = (findings: readonly Placed[]): readonly Diagnostic[] => {
  const covering = new Map(findings.flatMap((each) => (each.rule.covers && each.at ? [[each.at, each] as const] : [])))
  const covered = new Map<Placed, readonly string[]>()
  const kept = findings.filter((each) => {
    const by = each.at && covering.get(each.at)
    if (by?.rule.covers?.includes(each.rule.name) !== true) return true
    covered.set(by, [...(covered.get(by) ?? []), ...each.diagnostic.codes])
    return false
  })
  return kept.map((each) => {
    const more = covered.get(each)
    return more === undefined
      ? each.diagnostic
      : { ...each.diagnostic, codes: [...new Set([...each.diagnostic.codes, ...more])] }
  })
}

/** One finding of one rule about one place, however often it was met. */
const keyOf = (diagnostic: Diagnostic): string => {
  const { start } = diagnostic.span ?? {}
  const { file, line, column } = diagnostic.origin ?? {}
  return `${diagnostic.rule}\n${start?.line}:${start?.column}\n${file}:${line}:${column}\n${diagnostic.message}`
}

/**
 * Runs the rules over a document. The same document and options give the same findings, in the order of their places.
 *
 * @example
 * ```ts
 * const parsed = parseDockerfile('FROM debian:trixie-slim\nCMD ./run\n')
 * if ('document' in parsed) lintDocument(parsed.document).map((each) => each.rule) // ['root-user', 'exec-form']
 * ```
 */
export const lintDocument = (document: DockerfileDocument, options: LintOptions = {}): Diagnostic[] => {
  const analysis = analyse(document, options)
  const spanOf = (instruction: Instruction): Span | undefined => instruction.span ?? options.spans?.get(instruction)
  const context = { document, analysis, options, spanOf }
  const fromDocument = pragmas(document, analysis)
  const fromCaller = callerSuppressions(options.suppressions ?? [], analysis, rules)

  const toDiagnostic = (rule: Pick<Rule, 'name' | 'severity' | 'codes'>, finding: Finding): Diagnostic => {
    const codes = finding.codes ?? rule.codes
    const span = finding.span ?? (finding.at && spanOf(finding.at))
    const raised = fromDocument.check.error && codes.some((code) => code.startsWith('buildkit:'))
    const setting = options.rules?.[rule.name]
    const chosen = setting === 'off' ? undefined : setting
    return {
      rule: rule.name,
      codes,
      severity: chosen ?? (raised ? 'error' : (finding.severity ?? rule.severity)),
      message: finding.message,
      ...(finding.hint === undefined ? {} : { hint: finding.hint }),
      ...(options.file === undefined ? {} : { file: options.file }),
      ...(span === undefined ? {} : { span }),
      ...(finding.at?.origin === undefined ? {} : { origin: finding.at.origin }),
      ...(finding.fix === undefined ? {} : { fix: finding.fix }),
      url: ruleUrl(rule.name),
    }
  }

  const found = new Map<string, Placed>()
  for (const rule of rules) {
    if (options.rules?.[rule.name] === 'off') continue
    for (const finding of rule.check(context)) {
      if (finding.only !== undefined) continue
      if (fromDocument.silences(rule, finding) || fromCaller.silences(rule, finding)) continue
      const diagnostic = toDiagnostic(rule, finding)
      const key = keyOf(diagnostic)
      if (!found.has(key)) found.set(key, { diagnostic, rule, at: finding.at })
    }
  }
  const unused = fromCaller.unused().map(({ origin, ...finding }) => ({
    ...toDiagnostic({ name: 'unused-suppression', severity: 'warning', codes: [] }, finding),
    ...(origin === undefined ? {} : { origin }),
  }))
  return [...[...withoutCovered([...found.values()])].sort(order), ...unused]
}
