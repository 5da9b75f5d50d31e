import type { Diagnostic } from '../model/diagnostic.js'
import type { FileResult, FileStatus } from '../generate/result.js'
import { type Colors, colorsFor } from './colors.js'
import { findingText } from './finding-text.js'
import { type Reporter, type Summary, summaryOf } from './report.js'
import { sameChanges, sameChangeText, unexplainedNotes } from './same-changes.js'
import { failureTexts } from './same-failures.js'
import { severityWords } from './severity-counts.js'

const hues = {
  created: 'green',
  updated: 'green',
  unchanged: 'dim',
  stale: 'yellow',
  missing: 'yellow',
  conflict: 'red',
  failed: 'red',
} as const satisfies Record<FileStatus, keyof Colors>

/** What a run that writes nothing says of a file that it would write. */
const previews: Partial<Record<FileStatus, string>> = { created: 'would create', updated: 'would update' }

const quietOnes: readonly FileStatus[] = ['created', 'updated', 'unchanged']

const diffHue = (line: string): 'bold' | 'red' | 'green' | 'cyan' | undefined => {
  if (line.startsWith('---') || line.startsWith('+++')) return 'bold'
  if (line.startsWith('@@')) return 'cyan'
  return line.startsWith('-') ? 'red' : line.startsWith('+') ? 'green' : undefined
}

const diffText = (diff: string, colors: Colors): string =>
  diff
    .trimEnd()
    .split('\n')
    .map((line) => {
      const hue = diffHue(line)
      return hue === undefined ? line : colors[hue](line)
    })
    .join('\n')

const summaryText = (summary: Summary, preview: boolean): string => {
  const { files: _, errors, warnings, infos, ...statuses } = summary
  return [
    ...Object.entries(statuses).map(
      ([status, count]) =>
        `${count} ${preview && (status === 'created' || status === 'updated') ? `would be ${status}` : status}`,
    ),
    ...severityWords({ errors, warnings, infos }),
  ].join(', ')
}

/** The whole files; of several, each below a line with its name. */
const contents = (results: readonly FileResult[]): string => {
  const files = results.filter(({ kind, content }) => kind !== 'ignore' && content !== undefined)
  if (files.length === 1) return files[0]?.content ?? ''
  return files.map(({ output, content }) => `# ==> ${output}\n${content}`).join('\n')
}

/** Services of one source that failed before their files were known: they would give the same line each. */
const failedOf = (results: readonly FileResult[]): ReadonlyMap<string, readonly FileResult[]> => {
  const failed = new Map<string, FileResult[]>()
  for (const result of results) {
    if (result.output !== undefined) continue
    const alike = failed.get(result.source)
    if (alike === undefined) failed.set(result.source, [result])
    else alike.push(result)
  }
  return failed
}

/** Findings in a line, and those about a whole file, of which many may say the same. */
const byPlace = (findings: readonly Diagnostic[]): readonly [readonly Diagnostic[], readonly Diagnostic[]] => {
  const isOfFile = ({ span, origin }: Diagnostic): boolean => span === undefined && origin === undefined
  return [findings.filter((finding) => !isOfFile(finding)), findings.filter(isOfFile)]
}

const lines = (parts: readonly string[]): string => (parts.length === 0 ? '' : `${parts.join('\n')}\n`)

/** For people: a line for each file, the diffs, the findings, a summary; failures and notes go to standard error. */
export const text: Reporter = (outcome, { quiet, color, stdout, preview, readSource }) => {
  const colors = colorsFor(color)
  const { results, diagnostics, failures, notes } = outcome
  const findings = diagnostics.filter(({ severity }) => !quiet || severity === 'error')
  const spell = (finding: (typeof findings)[number]): string => findingText(finding, { colors, readSource })
  const stderr = [
    ...(quiet ? [] : [...notes, ...unexplainedNotes(results)].map((note) => `${colors.cyan('note:')} ${note}`)),
    ...failureTexts(failures, spell),
  ]
  if (stdout) return { stdout: contents(results), stderr: lines([...stderr, ...findings.map(spell)]) }
  const changes = sameChanges(results)
  const failed = failedOf(results)
  const files = results.flatMap((result) => {
    const { status, output, source, folder, diff } = result
    if (quiet && quietOnes.includes(status)) return []
    const alike = output === undefined ? (failed.get(source) ?? []) : []
    if (alike.length > 0 && alike[0] !== result) return []
    const word = (preview ? previews[status] : undefined) ?? status
    const name = output ?? (alike.length > 1 ? `${source} (${alike.length} services)` : (folder ?? source))
    const line = `${colors[hues[status]](word.padEnd((preview ? 'would create' : 'unchanged').length))}  ${name}`
    const change = changes.get(result)
    if (diff === undefined || change === undefined || change === 'told') return [line]
    const same = sameChangeText(change)
    return [line, diffText(diff, colors), ...(same === '' ? [] : [colors.bold(same)])]
  })
  const [inLines, ofFiles] = byPlace(findings)
  const summary = quiet || results.length === 0 ? [] : [summaryText(summaryOf(outcome), preview)]
  const found = [...inLines.map(spell), ...failureTexts(ofFiles, spell)]
  return { stdout: lines([...files, ...found, ...summary]), stderr: lines(stderr) }
}
