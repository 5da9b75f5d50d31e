import type { Diagnostic, Fix, Severity } from '../../model/diagnostic.js'
import type { Place, Span } from '../../model/place.js'
import { rules } from '../../rules/index.js'
import type { Rule } from '../../rules/support/rule.js'
import { wellFormed } from '../../words/go-text.js'
import { isFixable } from '../finding-data.js'
import { findingsByFile, notesText, type FileFindings } from './findings.js'
import { fingerprintsOf } from './fingerprints.js'
import type { LintReporter } from './lint-reporter.js'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' }

/** A path as a relative reference (RFC 3986), or as a `file:` URI where it is absolute. */
const uriOf = (path: string): string => {
  const encoded = wellFormed(path).split('/').map(encodeURIComponent).join('/')
  return path.startsWith('/') ? `file://${encoded}` : encoded
}

const artifact = (file: string) => ({ uri: uriOf(file) })

const region = ({ start, end }: Span) => ({
  startLine: start.line,
  startColumn: start.column,
  endLine: end.line,
  endColumn: end.column,
})

const locationOf = ({ file, line, column }: Place, span?: Span) => ({
  physicalLocation: {
    artifactLocation: artifact(file),
    ...(span === undefined ? {} : { region: region(span) }),
    ...(line === undefined || span !== undefined
      ? {}
      : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } }),
  },
})

/** The user's line, and the line of the generated Dockerfile as the related one. */
const placesOf = ({ file = '', span, origin }: Diagnostic) => {
  const own = file === '' ? [] : [locationOf({ file }, span)]
  if (origin === undefined) return { locations: own }
  const related = own.map((location) => ({ id: 1, ...location, message: { text: 'The line that is generated.' } }))
  return { locations: [locationOf(origin)], ...(related.length === 0 ? {} : { relatedLocations: related }) }
}

const fixOf = (file: string, { title, edits }: Fix) => ({
  description: { text: title },
  artifactChanges: [
    {
      artifactLocation: artifact(file),
      replacements: edits.map(({ span, text }) => ({ deletedRegion: region(span), insertedContent: { text } })),
    },
  ],
})

const textOf = ({ message, hint }: Diagnostic) => ({
  text: wellFormed(hint === undefined ? message : `${message} ${hint}`),
})

const helpOf = ({ docs }: Rule): string => `${docs.why}\n\nWhen to ignore it: ${docs.ignoreWhen}`

/** What is said of a rule; a finding of none of ours (an input that cannot be read, another tool's) speaks for itself. */
const descriptorOf = ({ rule: name, url }: Diagnostic, known: ReadonlyMap<string, Rule>) => {
  const rule = known.get(name)
  const helpUri = url === undefined ? {} : { helpUri: url }
  if (rule === undefined) return { id: name, ...helpUri }
  return {
    id: name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.docs.why },
    help: { text: helpOf(rule) },
    ...helpUri,
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: [rule.category, ...rule.codes] },
  }
}

const resultsOf = (each: FileFindings, indexes: ReadonlyMap<string, number>) => {
  const fingerprints = fingerprintsOf(each)
  return each.findings.map((found, index) => {
    const finding = { file: each.file, ...found }
    return {
      ruleId: finding.rule,
      ruleIndex: indexes.get(finding.rule),
      level: levels[finding.severity],
      message: textOf(finding),
      ...placesOf(finding),
      partialFingerprints: { 'genDockerfile/v1': fingerprints[index] },
      ...(finding.fix === undefined || !isFixable(finding) ? {} : { fixes: [fixOf(finding.file, finding.fix)] }),
    }
  })
}

/** For code scanning: SARIF 2.1.0, one run. Only rules that found something are described; what could not be read is a notification. */
export const sarif: LintReporter = (outcome, { quiet }) => {
  const files = findingsByFile({ ...outcome, failures: [] })
  const examples = new Map(files.flatMap(({ findings }) => findings.map((each) => [each.rule, each] as const)))
  const names = [...examples.keys()].sort()
  const known = new Map(rules.map((rule) => [rule.name, rule]))
  const indexes = new Map(names.map((name, index) => [name, index]))
  const run = {
    tool: {
      driver: {
        name: 'gen-dockerfile',
        informationUri: 'https://github.com/gen-dockerfile/gen-dockerfile',
        rules: names.flatMap((name) => examples.get(name) ?? []).map((example) => descriptorOf(example, known)),
      },
    },
    invocations: [
      {
        executionSuccessful: outcome.failures.length === 0,
        toolExecutionNotifications: outcome.failures.map((failure) => ({
          descriptor: { id: failure.rule },
          level: 'error',
          message: textOf(failure),
          ...placesOf(failure),
        })),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: files.flatMap((each) => resultsOf(each, indexes)),
  }
  const log = { $schema: schema, version: '2.1.0', runs: [run] }
  return { stdout: `${JSON.stringify(log, undefined, 2)}\n`, stderr: notesText(outcome, quiet) }
}
