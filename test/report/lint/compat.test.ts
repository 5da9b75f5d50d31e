import { expect, it } from 'vitest'
import type { CompatFinding } from '../../../src/linter/compat/compat-finding.js'
import { asLintOutcome, compatReporters, lintReporters } from '../../../src/report/lint/index.js'
import { options } from './support/outcome.js'

const findings: readonly CompatFinding[] = [
  { file: 'Dockerfile', line: 4, code: 'DL3008', level: 'warning', message: 'Pin versions.' },
  { file: 'a/Dockerfile', line: 1, code: 'DL3048', level: 'style', message: 'Two\nlines \u001b[31m.' },
  { file: 'gone', line: 0, code: 'DL1000', level: 'error', message: 'not there' },
]

it('text has a line for each finding', () => {
  expect(compatReporters.text(findings)).toEqual({
    stdout: `Dockerfile:4 DL3008 warning: Pin versions.
a/Dockerfile:1 DL3048 style: Two␊lines ␛[31m.
gone:0 DL1000 error: not there
`,
    stderr: '',
  })
  expect(compatReporters.text([])).toEqual({ stdout: '', stderr: '' })
})

it('json is one array of exactly these fields', () => {
  const [first, ...others] = findings
  const more = first === undefined ? others : [{ ...first, secret: 1 }, ...others]
  expect(JSON.parse(compatReporters.json(more).stdout)).toEqual(findings)
  expect(compatReporters.json([])).toEqual({ stdout: '[]\n', stderr: '' })
})

it('has all other formats by way of ours', async () => {
  const outcome = asLintOutcome(
    [
      { file: 'fine', text: 'FROM a\n' },
      { file: 'Dockerfile', text: 'FROM a\n' },
    ],
    findings,
  )
  expect(outcome.files.map(({ file, diagnostics }) => [file, diagnostics.map(({ rule }) => rule)])).toEqual([
    ['fine', []],
    ['Dockerfile', ['DL3008']],
    ['a/Dockerfile', ['DL3048']],
    ['gone', ['DL1000']],
  ])
  const github = await lintReporters.github()
  expect(github(outcome, { ...options, quiet: true }).stdout).toBe('::error file=gone,title=DL1000::not there\n')
  const sarif = await lintReporters.sarif()
  expect(JSON.parse(sarif(outcome, options).stdout).runs[0].tool.driver.rules).toEqual([
    { id: 'DL1000' },
    { id: 'DL3008' },
    { id: 'DL3048' },
  ])
})
