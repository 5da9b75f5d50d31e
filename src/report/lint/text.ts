import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { frameLines } from '../code-frame.js'
import { type Colors, colorsFor } from '../colors.js'
import { findingText } from '../finding-text.js'
import { plural } from '../plural.js'
import { severityCounts, severityWords } from '../severity-counts.js'
import { visible } from '../visible.js'
import type { LintReporter, LintReportOptions, LintTotals } from './lint-reporter.js'

const headOf = (file: string, findings: readonly Diagnostic[], colors: Colors): string =>
  `${colors.bold(visible(file))}: ${severityWords(severityCounts(findings)).join(', ')}`

const summaryText = ({ summary, fixable }: LintTotals): string => {
  const { files, fixed, ...counts } = summary
  const words = severityWords(counts)
  return [
    plural(files, 'file'),
    ...(words.length === 0 ? ['nothing found'] : words),
    ...(fixed === undefined ? [] : [`${fixed} fixed`]),
    ...(fixable === 0 ? [] : [`${fixable} can be fixed with \`--fix\``]),
  ].join(', ')
}

/**
 * Around the name of a rule and the line about its page, which stands with the first finding of the rule only: which that is
 * is known when all is put together. No text that is shown has this character.
 */
const mark = '\u0001'

/** Spells the findings of files, each rule with its page where that may be the first time. */
const speller = ({ quiet, color, readSource }: LintReportOptions) => {
  const colors = colorsFor(color)
  const linked = new Set<string>()
  const linkOf = ({ rule, url }: Diagnostic): string => {
    if (url === undefined || linked.has(rule)) return ''
    linked.add(rule)
    return `${mark}${rule}${mark}\n  ${colors.dim(`see ${url}`)}${mark}`
  }
  return ({ file, text, diagnostics }: LintedFile): readonly string[] => {
    const findings = diagnostics.filter(({ severity }) => !quiet || severity === 'error')
    if (findings.length === 0) return []
    const known = new Map([[file, frameLines(text)]])
    /** Some findings are about another file, such as the ignore file. */
    const linesOf = (name: string): readonly string[] => {
      const lines = known.get(name) ?? frameLines(readSource(name) ?? '')
      known.set(name, lines)
      return lines
    }
    const texts = findings.map(
      (finding) => findingText({ file, ...finding }, { colors, readSource, linesOf }) + linkOf(finding),
    )
    return [`${[headOf(file, findings, colors), ...texts].join('\n\n')}\n`]
  }
}

/** Leaves out the pages of rules that were named before, and notes those that are named now. */
const withNewLinks = (spelled: string, linked: Set<string>): string => {
  const [first = '', ...others] = spelled.split(mark)
  let text = first
  for (let index = 0; index < others.length; index += 3) {
    const [rule = '', link = '', rest = ''] = others.slice(index, index + 3)
    text += linked.has(rule) ? rest : link + rest
    linked.add(rule)
  }
  return text
}

/**
 * For people: the findings below the name of their file, each with the line that it is about; the page about a rule with
 * its first finding; a summary. Notes and inputs that could not be read go to standard error.
 */
export const text: LintReporter = {
  listsFailures: false,
  separator: '\n',
  spell: (files, options) => files.flatMap(speller(options)).join('\n'),
  begin: ({ quiet, color, readSource }) => {
    const colors = colorsFor(color)
    const linked = new Set<string>()
    let between = ''
    return {
      add: (spelled) => {
        if (spelled === '') return ''
        const shown = between + withNewLinks(spelled, linked)
        between = '\n'
        return shown
      },
      end: (totals) => ({
        stdout: quiet ? [] : [`${between}${summaryText(totals)}\n`],
        stderr: [
          ...(quiet ? [] : totals.notes.map((note) => `${colors.cyan('note:')} ${note}\n`)),
          ...totals.failures.map((failure) => `${findingText(failure, { colors, readSource })}\n`),
        ].join(''),
      }),
    }
  },
}
