import { expect, it } from 'vitest'
import { text } from '../../../src/report/lint/text.js'
import { nothing, options, outcome, reported } from './support/outcome.js'

it('shows the findings of each file with the line that the user can change', () => {
  expect(reported(text, outcome, options)).toEqual({
    stdout: `a b/Dockerfile: 1 error, 1 warning

warning: \`as\` is not written like \`FROM\`. [from-as-casing]
  at a b/Dockerfile:1:13
  > 1 | FROM alpine as build
      |             ^
  see https://example.com/from-as-casing

error: CMD is in shell form: 100%, <ever> & "ever". [exec-form]
  at a b/Dockerfile:3:1
    1 | FROM alpine as build
    2 | RUN x
  > 3 | CMD run 100%
      | ^
    4 |
  hint: Write a list.
  see https://example.com/exec-form

api/Dockerfile: 1 warning, 1 info

warning: CMD is in shell form. [exec-form]
  at api/dockerfile.ts:2:39 (api/Dockerfile:4:1)
  > 2 | export default stage().from('alpine').cmd('run')
      |                                       ^

info: The image runs as root. [root-user]
  at api/Dockerfile

3 files, 2 errors, 2 warnings, 1 info, 1 can be fixed with \`--fix\`
`,
    stderr: `note: No program \`shellcheck\` was found.
error: \`nope\` cannot be read: permission denied. [cannot-read]
`,
  })
})

it('is quiet about all but errors', () => {
  const { stdout, stderr } = reported(text, outcome, { ...options, quiet: true })
  expect(stdout).toMatch(/^a b\/Dockerfile: 1 error\n\nerror: CMD /)
  expect(stdout).not.toMatch(/warning|files/)
  expect(stderr).toMatch(/^error: /)
  expect(reported(text, nothing, { ...options, quiet: true })).toEqual({ stdout: '', stderr: '' })
})

it('says when nothing is wrong, and what was repaired', () => {
  expect(reported(text, nothing, options).stdout).toBe('1 file, nothing found\n')
  const files = nothing.files.flatMap((file) => [
    { ...file, fixed: 2 },
    { ...file, fixed: 0 },
  ])
  expect(reported(text, { ...nothing, files }, options).stdout).toBe('2 files, nothing found, 2 fixed\n')
})

it('has colors only on demand', () => {
  const escape = '\u001b['
  expect(reported(text, outcome, { ...options, color: true }).stdout).toContain(escape)
  expect(JSON.stringify(reported(text, outcome, options))).not.toContain(escape)
})

it('lets no file speak to the terminal', () => {
  const files = nothing.files.map(() => ({
    file: 'a\u001b[2J',
    text: 'RUN \u001b]0;title\u0007\r\n',
    diagnostics: [
      {
        rule: 'x',
        codes: [],
        severity: 'error',
        message: 'Says `\u001b[31m\u202e`.',
        hint: 'And \u0007.',
        span: { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } },
      } as const,
    ],
  }))
  const { stdout } = reported(text, { ...nothing, files }, options)
  expect(stdout).toContain('error: Says `␛[31m�`. [x]\n  at a␛[2J:1:1\n  > 1 | RUN ␛]0;title␇\n')
  expect(stdout).toContain('hint: And ␇.\n')
})

it('takes linear time for a file with a finding on every line', () => {
  const count = 20_000
  const diagnostics = Array.from({ length: count }, (_, index) => ({
    rule: 'x',
    codes: [],
    severity: 'warning' as const,
    message: 'm',
    span: { start: { line: index + 1, column: 1 }, end: { line: index + 1, column: 2 } },
  }))
  const { stdout } = reported(
    text,
    { ...nothing, files: [{ file: 'D', text: 'RUN x\n'.repeat(count), diagnostics }] },
    options,
  )
  expect(stdout.split('\n').filter((line) => line.endsWith('| RUN x'))).toHaveLength(count)
})

it('shows the line of another file that a finding is about', () => {
  const finding = {
    rule: 'x',
    codes: [],
    severity: 'warning',
    message: 'm',
    file: '.dockerignore',
    span: { start: { line: 2, column: 1 }, end: { line: 2, column: 5 } },
  } as const
  const files = [{ file: 'Dockerfile', text: 'FROM a\nRUN x\n', diagnostics: [finding] }]
  const readSource = (file: string) => (file === '.dockerignore' ? 'a\ndist\n' : undefined)
  expect(reported(text, { ...nothing, files }, { ...options, readSource }).stdout).toContain(
    '  at .dockerignore:2:1\n  > 2 | dist\n',
  )
  expect(reported(text, { ...nothing, files }, options).stdout).toContain('  at .dockerignore:2:1\n\n')
})
