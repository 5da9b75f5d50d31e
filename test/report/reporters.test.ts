import { describe, expect, it } from 'vitest'
import type { GenerateOutcome } from '../../src/generate/result.js'
import { github } from '../../src/report/github.js'
import { json } from '../../src/report/json.js'
import type { ReportOptions } from '../../src/report/report.js'
import { text } from '../../src/report/text.js'

const options: ReportOptions = {
  quiet: false,
  color: false,
  stdout: false,
  preview: false,
  readSource: (file) => (file === 'dockerfile.ts' ? 'import …\nexport default stage()\n' : undefined),
}

const common = { source: 'dockerfile.ts', context: '.' }
const diff = '--- a/Dockerfile\n+++ b/Dockerfile\n@@ -1,2 +1,2 @@\n ::set-env x\n-FROM a\n+FROM b\n'

const outcome: GenerateOutcome = {
  attempted: true,
  results: [
    { kind: 'dockerfile', ...common, output: 'Dockerfile', status: 'stale', diff, content: 'FROM b\n' },
    { kind: 'ignore', ...common, output: '.dockerignore', status: 'unchanged' },
    { kind: 'dockerfile', source: 'web/dockerfile.ts', status: 'failed' },
  ],
  diagnostics: [
    {
      rule: 'exec-form',
      codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
      severity: 'warning',
      message: 'Shell, form: 100%',
      hint: 'Write a list.',
      file: 'Dockerfile',
      span: { start: { line: 4, column: 1 }, end: { line: 4, column: 9 } },
      origin: { file: 'dockerfile.ts', line: 2, column: 16 },
      url: 'https://example.com',
    },
  ],
  failures: [{ rule: 'oops', codes: [], severity: 'error', message: 'It failed.', file: 'web/dockerfile.ts' }],
  notes: ['Something is left alone.'],
}

describe('text', () => {
  it('tells files, diffs, findings and a summary, and failures apart', () => {
    expect(text(outcome, options)).toEqual({
      stdout: `stale      Dockerfile
${diff}Why: \`a\` is \`b\` now
unchanged  .dockerignore
failed     web/dockerfile.ts
warning: Shell, form: 100% [exec-form]
  at dockerfile.ts:2:16 (Dockerfile:4:1)
  > 2 | export default stage()
      |                ^
  hint: Write a list.
1 unchanged, 1 stale, 1 failed, 1 error, 1 warning
`,
      stderr: 'note: Something is left alone.\nerror: It failed. [oops]\n  at web/dockerfile.ts\n',
    })
  })

  it('tells services of one source that failed in one line', () => {
    const failed = { kind: 'dockerfile', source: 'gen-dockerfile.yaml', status: 'failed' } as const
    const other = { ...failed, source: 'web/dockerfile.ts' }
    const { stdout } = text({ ...outcome, results: [failed, other, { ...failed }], diagnostics: [] }, options)
    expect(stdout).toBe(
      'failed     gen-dockerfile.yaml (2 services)\nfailed     web/dockerfile.ts\n3 failed, 1 error\n',
    )
  })

  it('is quiet about what is well', () => {
    expect(text(outcome, { ...options, quiet: true })).toEqual({
      stdout: `stale      Dockerfile\n${diff}Why: \`a\` is \`b\` now\nfailed     web/dockerfile.ts\n`,
      stderr: 'error: It failed. [oops]\n  at web/dockerfile.ts\n',
    })
    const fine = { ...outcome, results: outcome.results.slice(1, 2), failures: [] }
    expect(text(fine, { ...options, quiet: true })).toEqual({ stdout: '', stderr: '' })
  })

  it('prints a file alone, and several below their names', () => {
    const one = text(outcome, { ...options, stdout: true })
    expect(one.stdout).toBe('FROM b\n')
    expect(one.stderr).toContain('exec-form')
    const results = outcome.results.slice(0, 1).flatMap((first) => [first, { ...first, output: 'b/Dockerfile' }])
    expect(text({ ...outcome, results }, { ...options, stdout: true }).stdout).toBe(
      '# ==> Dockerfile\nFROM b\n\n# ==> b/Dockerfile\nFROM b\n',
    )
  })

  it('has colors only on demand', () => {
    const escape = '\u001b['
    expect(text(outcome, { ...options, color: true }).stdout).toContain(escape)
    expect(JSON.stringify(text(outcome, options))).not.toContain(escape)
  })
})

it('json is one object of a stable shape', () => {
  const { stdout, stderr } = json(outcome, options)
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({
    version: 1,
    results: [
      { kind: 'dockerfile', ...common, output: 'Dockerfile', status: 'stale', diff, content: 'FROM b\n' },
      { kind: 'ignore', ...common, output: '.dockerignore', status: 'unchanged' },
      { kind: 'dockerfile', source: 'web/dockerfile.ts', output: null, context: null, status: 'failed' },
    ],
    diagnostics: [
      {
        rule: 'oops',
        codes: [],
        severity: 'error',
        message: 'It failed.',
        file: 'web/dockerfile.ts',
        fixable: false,
      },
      {
        rule: 'exec-form',
        codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
        severity: 'warning',
        message: 'Shell, form: 100%',
        hint: 'Write a list.',
        file: 'Dockerfile',
        start: { line: 4, column: 1 },
        end: { line: 4, column: 9 },
        origin: { file: 'dockerfile.ts', line: 2, column: 16 },
        fixable: false,
        url: 'https://example.com',
      },
    ],
    notes: ['Something is left alone.'],
    summary: { files: 3, unchanged: 1, stale: 1, failed: 1, errors: 1, warnings: 1, infos: 0 },
  })
})

it('github makes annotations, and no command of what a file says', () => {
  expect(github(outcome, options)).toEqual({
    stdout: `::error file=Dockerfile,title=stale::Dockerfile does not match dockerfile.ts. Run \`npx gen-dockerfile\` and commit the result.
::group::stale Dockerfile
--- a/Dockerfile
+++ b/Dockerfile
@@ -1,2 +1,2 @@
| ::set-env x
-FROM a
+FROM b
Why: \`a\` is \`b\` now
::endgroup::
unchanged .dockerignore
failed web/dockerfile.ts
::error file=web/dockerfile.ts,title=oops::It failed.
::warning file=dockerfile.ts,line=2,col=16,title=exec-form::Shell, form: 100%25%0AWrite a list.
::notice::Something is left alone.
3 files, 1 errors, 1 warnings
`,
    stderr: '',
  })
})
