import { expect, it } from 'vitest'
import type { CompatFinding } from '../../../src/linter/compat/compat-finding.js'
import { asLinted, type CompatFile, compatReporters, lintReporters } from '../../../src/report/lint/index.js'
import { nothing, options, reported } from './support/outcome.js'

const findings: readonly CompatFinding[] = [
  { file: 'Dockerfile', line: 4, code: 'DL3008', level: 'warning', message: 'Pin versions.' },
  { file: 'a/Dockerfile', line: 1, code: 'DL3048', level: 'style', message: 'Two\nlines \u001b[31m.' },
  { file: 'gone', line: 0, code: 'DL1000', level: 'error', message: 'not there' },
]

const files: readonly CompatFile[] = [
  { file: 'fine', text: 'FROM a\n', findings: [] },
  ...findings.map((finding) => ({ file: finding.file, text: 'FROM a\n', findings: [finding] })),
]

const none = { summary: { files: 0, errors: 0, warnings: 0, infos: 0 }, fixable: 0, failures: [], notes: [] }

const printed = (format: 'text' | 'json', what: readonly CompatFile[]): string => {
  const { begin, spell } = compatReporters[format]
  const { add, end } = begin(options)
  const stdout = what.map((file) => add(spell([file], options)))
  return [...stdout, ...end(none).stdout].join('')
}

it('text has a line for each finding', () => {
  expect(printed('text', files)).toBe(`Dockerfile:4 DL3008 warning: Pin versions.
a/Dockerfile:1 DL3048 style: Two␊lines ␛[31m.
gone:0 DL1000 error: not there
`)
  expect(printed('text', [])).toBe('')
})

it('json is one array of exactly these fields', () => {
  const more = files.map((file) => ({ ...file, findings: file.findings.map((each) => ({ ...each, secret: 1 })) }))
  expect(JSON.parse(printed('json', more))).toEqual(findings)
  expect(printed('json', [])).toBe('[]\n')
})

it.each(['text', 'json'] as const)('tells notes and failures to people: %s', (format) => {
  const failures = [{ rule: 'cannot-read', codes: [], severity: 'error' as const, message: '`x`: no.', file: 'x' }]
  const told = (quiet: boolean): string =>
    compatReporters[format].begin({ ...options, quiet }).end({ ...none, failures, notes: ['A note.'] }).stderr
  expect(told(false)).toBe('note: A note.\nerror: `x`: no. [cannot-read]\n')
  expect(told(true)).toBe('error: `x`: no. [cannot-read]\n')
})

it('has all other formats by way of ours', async () => {
  const outcome = { ...nothing, files: files.map(asLinted) }
  expect(outcome.files.map(({ file, diagnostics }) => [file, diagnostics.map(({ rule }) => rule)])).toEqual([
    ['fine', []],
    ['Dockerfile', ['DL3008']],
    ['a/Dockerfile', ['DL3048']],
    ['gone', ['DL1000']],
  ])
  const github = await lintReporters.github()
  expect(reported(github, outcome, { ...options, quiet: true }).stdout).toBe(
    '::error file=gone,title=DL1000::not there\n',
  )
  const sarif = await lintReporters.sarif()
  expect(JSON.parse(reported(sarif, outcome, options).stdout).runs[0].tool.driver.rules).toEqual([
    { id: 'DL1000' },
    { id: 'DL3008' },
    { id: 'DL3048' },
  ])
})
