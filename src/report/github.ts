import type { FileResult } from '../generate/result.js'
import { annotation, data, findingAnnotation } from './github-annotation.js'
import { type Reporter, summaryOf } from './report.js'
import { sameChanges, sameChangeText, type ShownChange, unexplainedNotes } from './same-changes.js'

const messages: Partial<Record<FileResult['status'], (name: string, source: string) => string>> = {
  stale: (name, source) => `${name} does not match ${source}. Run \`npx gen-dockerfile\` and commit the result.`,
  missing: (name, source) =>
    `${name} is missing; ${source} generates it. Run \`npx gen-dockerfile\` and commit the result.`,
}

/** A line that GitHub would take for a command of ours stays text. */
const inert = (line: string): string => (/^\s*::|##\[/.test(line) ? `|${line}` : line)

const groupLines = (title: string, diff: string, change: ShownChange): readonly string[] => {
  if (change === 'told') return []
  const same = sameChangeText(change)
  const lines = [...diff.trimEnd().split('\n'), ...(same === '' ? [] : [same])]
  return [`::group::${data(title)}`, ...lines.map(inert), '::endgroup::']
}

const resultLines = ({ status, output, source, diff }: FileResult, change: ShownChange = 'told'): readonly string[] => {
  const name = output ?? source
  const message = messages[status]?.(name, source)
  const group = diff === undefined ? [] : groupLines(`${status} ${name}`, diff, change)
  return message === undefined
    ? [...group, ...(group.length === 0 ? [`${status} ${name}`] : [])]
    : [annotation('error', { file: status === 'missing' ? source : name, title: status }, message), ...group]
}

/** For GitHub Actions: an annotation for each finding and each file that is not up to date, the diffs in groups. */
export const github: Reporter = (outcome, { quiet }) => {
  const { results, diagnostics, failures, notes } = outcome
  const shown = quiet ? results.filter(({ status }) => messages[status] !== undefined) : results
  const changes = sameChanges(shown)
  const findings = [...failures, ...diagnostics].filter(({ severity }) => !quiet || severity === 'error')
  const { errors, warnings } = summaryOf(outcome)
  const lines = [
    ...shown.flatMap((result) => resultLines(result, changes.get(result))),
    ...findings.map(findingAnnotation),
    ...(quiet ? [] : [...notes, ...unexplainedNotes(results)].map((note) => annotation('notice', {}, note))),
    ...(quiet ? [] : [`${results.length} files, ${errors} errors, ${warnings} warnings`]),
  ]
  return { stdout: lines.length === 0 ? '' : `${lines.join('\n')}\n`, stderr: '' }
}
