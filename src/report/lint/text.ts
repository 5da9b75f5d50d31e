import type { LintedFile, LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { frameLines } from '../code-frame.js'
import { type Colors, colorsFor } from '../colors.js'
import { isFixable } from '../finding-data.js'
import { findingText } from '../finding-text.js'
import { plural } from '../plural.js'
import { severityCounts, severityWords } from '../severity-counts.js'
import { visible } from '../visible.js'
import { lintSummary } from './findings.js'
import type { LintReporter } from './lint-reporter.js'

const headOf = (file: string, findings: readonly Diagnostic[], colors: Colors): string =>
  `${colors.bold(visible(file))}: ${severityWords(severityCounts(findings)).join(', ')}`

const summaryText = (outcome: LintOutcome, fixable: number): string => {
  const { files, fixed, ...counts } = lintSummary(outcome)
  const words = severityWords(counts)
  return [
    plural(files, 'file'),
    ...(words.length === 0 ? ['nothing found'] : words),
    ...(fixed === undefined ? [] : [`${fixed} fixed`]),
    ...(fixable === 0 ? [] : [`${fixable} can be fixed with \`--fix\``]),
  ].join(', ')
}

/**
 * For people: the findings below the name of their file, each with the line that it is about; the page about a rule with
 * its first finding; a summary. Notes and inputs that could not be read go to standard error.
 */
export const text: LintReporter = (outcome, { quiet, color, readSource }) => {
  const colors = colorsFor(color)
  const linked = new Set<string>()
  const linkOf = ({ rule, url }: Diagnostic): string | undefined => {
    if (linked.has(rule)) return undefined
    linked.add(rule)
    return url
  }
  const blockOf = ({ file, text, diagnostics }: LintedFile): readonly string[] => {
    const findings = diagnostics.filter(({ severity }) => !quiet || severity === 'error')
    if (findings.length === 0) return []
    const known = new Map([[file, frameLines(text)]])
    /** Some findings are about another file, such as the ignore file. */
    const linesOf = (name: string): readonly string[] => {
      const lines = known.get(name) ?? frameLines(readSource(name) ?? '')
      known.set(name, lines)
      return lines
    }
    const texts = findings.map((finding) =>
      findingText({ file, ...finding }, { colors, readSource, linesOf, link: linkOf(finding) }),
    )
    return [`${[headOf(file, findings, colors), ...texts].join('\n\n')}\n`]
  }
  const fixable = outcome.files.flatMap(({ diagnostics }) => diagnostics).filter(isFixable).length
  const blocks = outcome.files.flatMap(blockOf)
  const stdout = [...blocks, ...(quiet ? [] : [`${summaryText(outcome, fixable)}\n`])].join('\n')
  const stderr = [
    ...(quiet ? [] : outcome.notes.map((note) => `${colors.cyan('note:')} ${note}\n`)),
    ...outcome.failures.map((failure) => `${findingText(failure, { colors, readSource })}\n`),
  ].join('')
  return { stdout, stderr }
}
