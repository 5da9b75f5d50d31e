import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic, Fix, Severity } from '../../model/diagnostic.js'
import type { Place, Span } from '../../model/place.js'
import { rules } from '../../rules/index.js'
import type { Rule } from '../../rules/support/rule.js'
import { wellFormed } from '../../words/go-text.js'
import { isFixable } from '../finding-data.js'
import { notesText } from './findings.js'
import { fingerprintsOf } from './fingerprints.js'
import { holdText } from './held-text.js'
import type { LintReporter, LintTotals } from './lint-reporter.js'
import { elementsText, listSeparator } from './list-report.js'

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

/** Rules by name, each with its page where a finding names one. */
type Pages = Map<string, string | undefined>

/** What is said of a rule; a finding of none of ours (an input that cannot be read, another tool's) speaks for itself. */
const descriptorOf = (name: string, url: string | undefined, rule: Rule | undefined) => {
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

const descriptorsOf = (pages: Pages, names: readonly string[]) => {
  const known = new Map(rules.map((rule) => [rule.name, rule]))
  return names.map((name) => descriptorOf(name, pages.get(name), known.get(name)))
}

/** The place of a rule among those that found something is known at the end; until then its name and page stand there. */
const indexFor = ({ rule, url }: Diagnostic): string => JSON.stringify(url === undefined ? [rule] : [rule, url])

/** Inside of a text the quotes would be escaped. */
const unknownIndex = /"ruleIndex": ("(?:[^"\\]|\\.)*")/g

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'string')

const ruleOf = (literal: string): readonly string[] => {
  const value: unknown = JSON.parse(String(JSON.parse(literal)))
  return isTexts(value) ? value : []
}

const resultsOf = (each: LintedFile) => {
  const fingerprints = fingerprintsOf(each)
  return each.diagnostics.map((found, index) => {
    const finding = { file: each.file, ...found }
    return {
      ruleId: finding.rule,
      ruleIndex: indexFor(finding),
      level: levels[finding.severity],
      message: textOf(finding),
      ...placesOf(finding),
      partialFingerprints: { 'genDockerfile/v1': fingerprints[index] },
      ...(finding.fix === undefined || !isFixable(finding) ? {} : { fixes: [fixOf(finding.file, finding.fix)] }),
    }
  })
}

/** All but the results, laid out. */
const frameOf = (descriptors: readonly object[], { failures }: LintTotals): string => {
  const run = {
    tool: {
      driver: {
        name: 'gen-dockerfile',
        informationUri: 'https://github.com/gen-dockerfile/gen-dockerfile',
        rules: descriptors,
      },
    },
    invocations: [
      {
        executionSuccessful: failures.length === 0,
        toolExecutionNotifications: failures.map((failure) => ({
          descriptor: { id: failure.rule },
          level: 'error',
          message: textOf(failure),
          ...placesOf(failure),
        })),
      },
    ],
    columnKind: 'utf16CodeUnits',
    results: [],
  }
  return `${JSON.stringify({ $schema: schema, version: '2.1.0', runs: [run] }, undefined, 2)}\n`
}

/** The results with the places of their rules, in the frame, whose last list is theirs. */
function* between(frame: string, results: Iterable<string>, indexes: ReadonlyMap<string, number>): Generator<string> {
  const place = frame.lastIndexOf('"results": [') + '"results": ['.length
  yield frame.slice(0, place)
  let before = '\n'
  for (const text of results) {
    yield (
      before +
        text.replace(unknownIndex, (_, literal: string) => `"ruleIndex": ${indexes.get(ruleOf(literal)[0] ?? '')}`)
    )
    before = listSeparator
  }
  yield (indexes.size === 0 ? '' : '\n      ') + frame.slice(place)
}

/**
 * For code scanning: SARIF 2.1.0, one run. Only rules that found something are described; what could not be read is a notification.
 * Both stand in front of the results, which so have to wait.
 */
export const sarif: LintReporter = {
  listsFailures: false,
  separator: listSeparator,
  spell: (files) => elementsText(files.flatMap(resultsOf), 4),
  begin: ({ quiet }) => {
    const pages: Pages = new Map()
    const results = holdText(listSeparator)
    return {
      add: (spelled) => {
        for (const [, literal = ''] of spelled.matchAll(unknownIndex)) {
          const [name = '', url] = ruleOf(literal)
          pages.set(name, url)
        }
        results.add(spelled)
        return ''
      },
      end: (totals) => {
        const names = [...pages.keys()].sort()
        const indexes = new Map(names.map((name, index) => [name, index]))
        const frame = frameOf(descriptorsOf(pages, names), totals)
        return { stdout: between(frame, results.take(), indexes), stderr: notesText(totals.notes, quiet) }
      },
    }
  },
}
