import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { LintOutcome } from '../../../src/linter/lint-outcome.js'
import { sarif } from '../../../src/report/lint/sarif.js'
import { rules } from '../../../src/rules/index.js'
import { nothing, options, outcome, reported } from './support/outcome.js'
import { sarifErrors } from './support/sarif-schema.js'

const logOf = (what: LintOutcome) => {
  const { stdout, stderr } = reported(sarif, what, { ...options, quiet: true })
  expect(stderr).toBe('')
  const log = JSON.parse(stdout)
  expect(sarifErrors(log)).toEqual([])
  return log
}

it('the schema of OASIS notices what is wrong', () => {
  expect(sarifErrors({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([])
  expect(sarifErrors({ version: '2.1.0', runs: [] })).toEqual([])
})

it('a run is valid', () => {
  const log = logOf(outcome)
  const [run] = log.runs
  expect(log.runs).toHaveLength(1)
  expect(run.columnKind).toBe('utf16CodeUnits')
  expect(run.originalUriBaseIds).toBeUndefined()
  expect(run.invocations).toEqual([
    {
      executionSuccessful: false,
      toolExecutionNotifications: [
        {
          descriptor: { id: 'cannot-read' },
          level: 'error',
          message: { text: '`nope` cannot be read: permission denied.' },
          locations: [{ physicalLocation: { artifactLocation: { uri: 'nope' } } }],
        },
      ],
    },
  ])
  expect(run.results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level])).toEqual([
    ['from-as-casing', 'warning'],
    ['exec-form', 'error'],
    ['exec-form', 'warning'],
    ['root-user', 'note'],
  ])
})

it('describes the rules that found something', () => {
  const [run] = logOf(outcome).runs
  const described = run.tool.driver.rules
  expect(described.map(({ id }: { id: string }) => id)).toEqual(['exec-form', 'from-as-casing', 'root-user'])
  for (const result of run.results) expect(described[result.ruleIndex].id).toBe(result.ruleId)
  const rule = rules.find(({ name }) => name === 'exec-form')
  expect(described[0]).toEqual({
    id: 'exec-form',
    shortDescription: { text: rule?.summary },
    fullDescription: { text: rule?.docs.why },
    help: { text: `${rule?.docs.why}\n\nWhen to ignore it: ${rule?.docs.ignoreWhen}` },
    helpUri: 'https://example.com/exec-form',
    defaultConfiguration: { level: 'warning' },
    properties: { tags: ['runtime', 'buildkit:JSONArgsRecommended', 'hadolint:DL3025'] },
  })
})

it('gives the place, the repair and the fingerprint of a finding', () => {
  const [run] = logOf(outcome).runs
  const artifactLocation = { uri: 'a%20b/Dockerfile' }
  const region = { startLine: 1, startColumn: 13, endLine: 1, endColumn: 15 }
  expect(run.results[0]).toEqual({
    ruleId: 'from-as-casing',
    ruleIndex: 1,
    level: 'warning',
    message: { text: '`as` is not written like `FROM`.' },
    locations: [{ physicalLocation: { artifactLocation, region } }],
    partialFingerprints: { 'genDockerfile/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    fixes: [
      {
        description: { text: 'Write `AS`' },
        artifactChanges: [
          { artifactLocation, replacements: [{ deletedRegion: region, insertedContent: { text: 'AS' } }] },
        ],
      },
    ],
  })
})

it("points at the user's line, with the generated one as related place and without a repair of it", () => {
  const { locations, relatedLocations, fixes } = logOf(outcome).runs[0].results[2]
  expect({ locations, fixes }).toEqual({
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: 'api/dockerfile.ts' }, region: { startLine: 2, startColumn: 39 } },
      },
    ],
    fixes: undefined,
  })
  expect(relatedLocations).toMatchObject([
    { id: 1, physicalLocation: { artifactLocation: { uri: 'api/Dockerfile' }, region: { startLine: 4 } } },
  ])
})

it('is valid when nothing is wrong', () => {
  const [run] = logOf(nothing).runs
  expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
  expect(run.results).toEqual([])
})

it.each([
  ['ä/Dockerfile', '%C3%A4/Dockerfile'],
  ['a:b', 'a%3Ab'],
  ['100%/#?', '100%25/%23%3F'],
  ['../up/Dockerfile', '../up/Dockerfile'],
  ['/tmp/x y', 'file:///tmp/x%20y'],
  ['-', '-'],
])('spells the path %s as a URI', (file, uri) => {
  const files = [{ file, text: '', diagnostics: [{ rule: 'x', codes: [], severity: 'info' as const, message: 'm' }] }]
  const [run] = logOf({ ...nothing, files }).runs
  expect(run.results[0].locations).toEqual([{ physicalLocation: { artifactLocation: { uri } } }])
})

it('is valid whatever a file says and is called', () => {
  const anything = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 })
  const position = fc.record({ line: fc.integer({ min: 1, max: 9 }), column: fc.integer({ min: 1, max: 9 }) })
  fc.assert(
    fc.property(anything, anything, position, (file, message, start) => {
      const diagnostics = [{ rule: 'x', codes: [], severity: 'info' as const, message, span: { start, end: start } }]
      logOf({ ...nothing, files: [{ file, text: message, diagnostics }] })
    }),
    { numRuns: 50 },
  )
})
