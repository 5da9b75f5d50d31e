import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../../src/model/diagnostic.js'
import { lintReporters, type LintFormat } from '../../../src/report/lint/index.js'
import { nothing, options, outcome, reported } from './support/outcome.js'

const report = async (format: LintFormat, what = outcome, how = options) =>
  reported(await lintReporters[format](), what, how)

const note = 'note: No program `shellcheck` was found.\n'

describe('json', () => {
  it('is one object of the documented shape', async () => {
    const { stdout, stderr } = await report('json')
    expect(stderr).toBe(note)
    const { version, diagnostics, summary, ...rest } = JSON.parse(stdout)
    expect({ version, summary, rest }).toEqual({
      version: 1,
      summary: { files: 3, errors: 2, warnings: 2, infos: 1 },
      rest: {},
    })
    expect(diagnostics).toHaveLength(5)
    expect(diagnostics[0]).toEqual({
      rule: 'cannot-read',
      codes: [],
      severity: 'error',
      message: '`nope` cannot be read: permission denied.',
      file: 'nope',
      fixable: false,
    })
    expect(diagnostics[1]).toEqual({
      rule: 'from-as-casing',
      codes: ['buildkit:FromAsCasing'],
      severity: 'warning',
      message: '`as` is not written like `FROM`.',
      file: 'a b/Dockerfile',
      start: { line: 1, column: 13 },
      end: { line: 1, column: 15 },
      fixable: true,
      url: 'https://example.com/from-as-casing',
    })
    expect(diagnostics[3]).toMatchObject({
      origin: { file: 'api/dockerfile.ts', line: 2, column: 39 },
      // The line is generated: what has to change is the dockerfile.ts.
      fixable: false,
    })
  })

  it('says how many were repaired where that was asked for', async () => {
    const files = nothing.files.map((file) => ({ ...file, fixed: 3 }))
    const { stdout } = await report('json', { ...nothing, files }, options)
    expect(JSON.parse(stdout).summary).toEqual({ files: 1, errors: 0, warnings: 0, infos: 0, fixed: 3 })
  })

  it('names the file of a finding that does not', async () => {
    const files = [
      { file: '-', text: '', diagnostics: [{ rule: 'x', codes: [], severity: 'info' as const, message: 'm' }] },
    ]
    const { stdout } = await report('json', { ...nothing, files }, options)
    expect(JSON.parse(stdout).diagnostics).toMatchObject([{ file: '-' }])
  })
})

describe('github', () => {
  it('makes annotations at the lines that the user can change', async () => {
    expect(await report('github')).toEqual({
      stdout: `::error file=nope,title=cannot-read::\`nope\` cannot be read: permission denied.
::warning file=a b/Dockerfile,line=1,col=13,title=from-as-casing::\`as\` is not written like \`FROM\`.
::error file=a b/Dockerfile,line=3,col=1,title=exec-form::CMD is in shell form: 100%25, <ever> & "ever".%0AWrite a list.
::warning file=api/dockerfile.ts,line=2,col=39,title=exec-form::CMD is in shell form.
::notice file=api/Dockerfile,title=root-user::The image runs as root.
::notice::No program \`shellcheck\` was found.
3 files, 2 errors, 2 warnings, 1 info
`,
      stderr: '',
    })
  })

  it('is quiet about all but errors', async () => {
    const { stdout } = await report('github', outcome, { ...options, quiet: true })
    expect(stdout.match(/^::\w+/gm)).toEqual(['::error', '::error'])
  })
})

describe('checkstyle', () => {
  it('lists errors by file', async () => {
    expect(await report('checkstyle')).toEqual({
      stdout: `<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="4.3">
  <file name="nope">
    <error severity="error" message="\`nope\` cannot be read: permission denied." source="gen-dockerfile.cannot-read"/>
  </file>
  <file name="a b/Dockerfile">
    <error line="1" column="13" severity="warning" message="\`as\` is not written like \`FROM\`." source="gen-dockerfile.from-as-casing"/>
    <error line="3" column="1" severity="error" message="CMD is in shell form: 100%, &lt;ever&gt; &amp; &quot;ever&quot;. Write a list." source="gen-dockerfile.exec-form"/>
  </file>
  <file name="api/dockerfile.ts">
    <error line="2" column="39" severity="warning" message="CMD is in shell form." source="gen-dockerfile.exec-form"/>
  </file>
  <file name="api/Dockerfile">
    <error severity="info" message="The image runs as root." source="gen-dockerfile.root-user"/>
  </file>
</checkstyle>
`,
      stderr: note,
    })
  })

  it('is XML when nothing is wrong', async () => {
    const { stdout } = await report('checkstyle', nothing, options)
    expect(stdout).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n')
  })
})

describe('gitlab', () => {
  const issues = async (what = outcome): Promise<readonly { readonly fingerprint: string }[]> =>
    JSON.parse((await report('gitlab', what, options)).stdout)

  it('lists issues', async () => {
    expect(await issues()).toEqual(
      [
        ['`nope` cannot be read: permission denied.', 'cannot-read', 'critical', 'nope', 1],
        ['`as` is not written like `FROM`.', 'from-as-casing', 'major', 'a b/Dockerfile', 1],
        ['CMD is in shell form: 100%, <ever> & "ever". Write a list.', 'exec-form', 'critical', 'a b/Dockerfile', 3],
        ['CMD is in shell form.', 'exec-form', 'major', 'api/dockerfile.ts', 2],
        ['The image runs as root.', 'root-user', 'info', 'api/Dockerfile', 1],
      ].map(([description, check_name, severity, path, begin]) => ({
        description,
        check_name,
        severity,
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        location: { path, lines: { begin } },
      })),
    )
  })

  const two = (lines: readonly [number, number], text: string) => ({
    ...nothing,
    files: [
      {
        file: 'Dockerfile',
        text,
        diagnostics: lines.map((line): Diagnostic => ({
          rule: 'x',
          codes: [],
          severity: 'warning',
          message: `On line ${line}.`,
          span: { start: { line, column: 1 }, end: { line, column: 2 } },
        })),
      },
    ],
  })
  const fingerprints = async (what: typeof outcome) => (await issues(what)).map(({ fingerprint }) => fingerprint)

  it('knows a finding again when lines above it come or its indentation changes', async () => {
    const before = await fingerprints(two([1, 2], 'RUN a\nRUN b\n'))
    expect(await fingerprints(two([3, 4], '# new\n\nRUN a\n  RUN b\n'))).toEqual(before)
    expect(await fingerprints(two([1, 2], 'RUN a\nRUN c\n'))).toEqual([
      before[0],
      expect.not.stringMatching(before[1] ?? ''),
    ])
  })

  it('tells findings on equal lines apart', async () => {
    expect(new Set(await fingerprints(two([1, 2], 'RUN a\nRUN a\n'))).size).toBe(2)
  })
})

const anything = fc.string({ unit: 'binary', maxLength: 30 })
const place = fc.record({ line: fc.integer({ min: 1, max: 5 }), column: fc.integer({ min: 1, max: 9 }) })
const finding = fc.record<Diagnostic>(
  {
    rule: fc.constantFrom('exec-form', 'unheard-of'),
    codes: fc.constant([]),
    severity: fc.constantFrom('error', 'warning', 'info'),
    message: anything,
    hint: anything,
    file: anything,
    span: fc.record({ start: place, end: place }),
    origin: fc.record({ file: anything, line: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: ['file'] }),
  },
  { requiredKeys: ['rule', 'codes', 'severity', 'message'] },
)
const anyOutcome = fc.record({
  files: fc.array(fc.record({ file: anything, text: anything, diagnostics: fc.array(finding) })),
  failures: fc.array(finding),
  notes: fc.constant([]),
})

describe('whatever a file says', () => {
  it('github has one line for each finding, and no other commands', async () => {
    const github = await lintReporters.github()
    fc.assert(
      fc.property(anyOutcome, (what) => {
        const { stdout } = reported(github, what, options)
        const count = what.failures.length + what.files.flatMap(({ diagnostics }) => diagnostics).length
        const lines = stdout.split(/\r\n|\r|\n/)
        expect(lines).toHaveLength(count + 2)
        expect(lines.filter((line) => /^::(?:error|warning|notice)(?: |::)/.test(line))).toHaveLength(count)
      }),
    )
  })

  it('checkstyle holds only what XML 1.0 allows', async () => {
    const checkstyle = await lintReporters.checkstyle()
    fc.assert(
      fc.property(anyOutcome, (what) => {
        const { stdout } = reported(checkstyle, what, options)
        expect(stdout).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u)
        for (const line of stdout.trimEnd().split('\n').slice(2, -1)) {
          expect(line).toMatch(/^ +(?:<\/file>|<(?:file|error)(?: \w+="(?:[^"<&]|&(?:amp|lt|gt|quot|#\d+);)*")+\/?>)$/u)
        }
      }),
    )
  })

  it.each(['json', 'sarif', 'gitlab'] as const)('%s is JSON', async (format) => {
    const reporter = await lintReporters[format]()
    fc.assert(fc.property(anyOutcome, (what) => void JSON.parse(reported(reporter, what, options).stdout)))
  })
})

const formats = ['text', 'json', 'sarif', 'github', 'checkstyle', 'gitlab'] as const

describe('a report that is made of pieces', () => {
  const files = anyOutcome.map((what) => ({
    ...what,
    // Findings of one file only: checkstyle has those of two with the same name in one element where it knows both.
    files: what.files.map((each, index) => ({
      ...each,
      file: `${index}/Dockerfile`,
      diagnostics: each.diagnostics.map(({ origin: _, file: __, ...rest }) => rest),
    })),
    failures: what.failures.map(({ origin: _, ...rest }, index) => ({ ...rest, file: `failure ${index}` })),
  }))

  it.each(formats)('is the same however many files come at a time: %s', async (format) => {
    const reporter = await lintReporters[format]()
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 5 }), (what, atATime) => {
        expect(reported(reporter, what, options, atATime)).toEqual(reported(reporter, what, options))
      }),
    )
  })

  it.each(formats.filter((format) => format !== 'sarif'))('keeps nothing of it back: %s', async (format) => {
    const reporter = await lintReporters[format]()
    const [file] = outcome.files
    const { add } = reporter.begin(options)
    for (let round = 0; round < 3; round++) {
      const spelled = reporter.spell(file === undefined ? [] : [file], options)
      expect(add(spelled).length).toBeGreaterThan(spelled.length / 2)
    }
  })
})
