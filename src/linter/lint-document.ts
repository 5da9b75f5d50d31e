import { analyse } from '../analysis/analyse.js'
import type { Analysis } from '../analysis/analyse.js'
import type { AnalysisOptions } from '../analysis/stage-graph.js'
import type { Diagnostic, Severity } from '../model/diagnostic.js'
import type { DockerfileDocument } from '../model/document.js'
import type { Instruction } from '../model/instruction.js'
import type { Span } from '../model/place.js'
import { rules } from '../rules/index.js'
import type { Finding, Rule, RuleOptions } from '../rules/support/rule.js'
import { commentSuppressions } from './comment-suppressions.js'
import type { HadolintConfig } from './compat/hadolint-config.js'
import { hadolintSeverity } from './hadolint-severity.js'
import { mergeCovered } from './merge-covered.js'
import { type OwnFinding, ownDiagnostic, ownSeverities } from './own-findings.js'
import type { PlacedFinding } from './placed-finding.js'
import { pragmas } from './pragmas.js'
import { relevanceOf } from './relevant-rules.js'
import { ruleUrl } from './rule-url.js'
import { createSuppressions } from './suppressions.js'
import type { Suppression } from './suppressions.js'

/** What a rule may look at around a document: the build context and its ignore files. */
export type Surroundings = Pick<RuleOptions, 'tree' | 'ignore' | 'ignoreFile' | 'shadowedIgnore'>

/** What linting can be told. */
export interface LintOptions extends RuleOptions, AnalysisOptions {
  /** The file that diagnostics name, relative to the working directory. */
  readonly file?: string | undefined
  /** Where instructions stand, for a document that was built and rendered. */
  readonly spans?: ReadonlyMap<Instruction, Span> | undefined
  readonly suppressions?: readonly Suppression[] | undefined
  /** Other severities, by rule; `off` leaves a rule out. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>> | undefined
  /** The rules that are run; all when absent. */
  readonly only?: readonly string[] | undefined
  /** What hadolint is told in this repository, for those who come from there. */
  readonly hadolint?: HadolintConfig | undefined
  /** Finds what is around the document, where that depends on what the document copies. */
  readonly surroundings?: ((analysis: Analysis) => Surroundings) | undefined
}

const relevantRules = relevanceOf(rules)

/** By place; what has none stands behind. */
const order = (left: Diagnostic, right: Diagnostic): number =>
  (left.span?.start.line ?? 0) - (right.span?.start.line ?? 0) ||
  (left.span?.start.column ?? 0) - (right.span?.start.column ?? 0) ||
  (left.rule < right.rule ? -1 : left.rule > right.rule ? 1 : 0)

/** What a rule says once about one place, however often it met it. */
const keyOf = ({ message, span, origin }: Diagnostic): string =>
  `${span?.start.line}:${span?.start.column}\n${origin?.file}:${origin?.line}:${origin?.column}\n${message}`

type Growing = { -readonly [Key in keyof Diagnostic]: Diagnostic[Key] }

/** Whether a rule could see all that it looks at. */
const isInformed = ({ name, category }: Rule, { tree, policy, builder, shellcheck }: RuleOptions): boolean => {
  if (name === 'shell-mistake') return shellcheck !== undefined
  // It names what a directory brings along, too.
  if (name === 'copied-secret') return tree !== undefined
  if (category === 'context') return tree !== undefined
  if (category === 'policy') return policy !== undefined
  return category !== 'portability' || builder !== undefined
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
  const seen: LintOptions =
    options.surroundings === undefined ? options : { ...options, ...options.surroundings(analysis) }
  const context = { document, analysis, options: seen, spanOf }
  const fromDocument = pragmas(document, analysis, options.hadolint)
  const { only } = options
  // Asked for each rule, and mostly there is nothing to look up.
  const settings = Object.entries(options.rules ?? {})
  const off = new Set(settings.flatMap(([name, setting]) => (setting === 'off' ? [name] : [])))
  const isOn = (name: string): boolean => !off.has(name) && (only === undefined || only.includes(name))

  const severityOf = (rule: Rule, { severity = rule.severity }: Finding, codes: readonly string[]): Severity => {
    const setting = options.rules?.[rule.name]
    if (setting !== undefined && setting !== 'off') return setting
    if (fromDocument.check.error && codes.some((code) => code.startsWith('buildkit:'))) return 'error'
    return hadolintSeverity(codes, options.hadolint) ?? severity
  }
  const toDiagnostic = (rule: Rule, finding: Finding): Diagnostic => {
    const codes = finding.codes ?? rule.codes
    const span = finding.span ?? (finding.at && spanOf(finding.at))
    const file = finding.inIgnoreFile === true ? (seen.ignoreFile ?? '.dockerignore') : options.file
    const { hint, at, fix } = finding
    const made: Growing = {
      rule: rule.name,
      codes,
      severity: severityOf(rule, finding, codes),
      message: finding.message,
    }
    if (hint !== undefined) made.hint = hint
    if (file !== undefined) made.file = file
    if (span !== undefined) made.span = span
    if (at?.origin !== undefined) made.origin = at.origin
    if (fix !== undefined) made.fix = fix
    made.url = ruleUrl(rule.name)
    return made
  }

  const found: PlacedFinding[] = []
  for (const rule of relevantRules(context)) {
    if (!isOn(rule.name)) continue
    const findings = rule.check(context)
    const told = findings.length > 1 ? new Set<string>() : undefined
    for (const finding of findings) {
      if (finding.only !== undefined || fromDocument.silences(rule, finding)) continue
      const diagnostic = toDiagnostic(rule, finding)
      if (told !== undefined) {
        const key = keyOf(diagnostic)
        if (told.has(key)) continue
        told.add(key)
      }
      found.push({ rule, finding, diagnostic })
    }
  }
  const { instructions } = analysis
  const comments = commentSuppressions({ text: options.text ?? '', instructions, spanOf, sources: options.sources })
  const suppressions = createSuppressions([...(options.suppressions ?? []), ...comments.suppressions], {
    analysis,
    spanOf,
    wasRun: (name) =>
      isOn(name) && (name in ownSeverities || rules.some((rule) => rule.name === name && isInformed(rule, seen))),
  })
  const kept = mergeCovered(found)
    .filter((each) => !suppressions.silences(each))
    .map(({ diagnostic }) => diagnostic)
  const own = (rule: OwnFinding, found: Parameters<typeof ownDiagnostic>[1]): readonly Diagnostic[] => {
    if (!isOn(rule) || suppressions.silencesOwn(rule)) return []
    const setting = options.rules?.[rule]
    const severity = setting === undefined || setting === 'off' ? {} : { severity: setting }
    return [
      ownDiagnostic(rule, { ...found, ...severity, ...(options.file === undefined ? {} : { file: options.file }) }),
    ]
  }
  const mistakes = comments.mistakes.flatMap(({ rule, ...each }) => own(rule, each))
  const unused = suppressions.unused().flatMap((each) => own('unused-suppression', each))
  const placed = [...kept, ...mistakes, ...unused.filter(({ span }) => span !== undefined)]
  return [...placed.sort(order), ...unused.filter(({ span }) => span === undefined)]
}
