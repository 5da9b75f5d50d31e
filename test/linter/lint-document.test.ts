import { describe, expect, it } from 'vitest'
import { lintDocument as lintWith } from '../../src/linter/index.js'
import type { LintOptions } from '../../src/linter/index.js'
import type { DockerfileDocument } from '../../src/model/document.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { rules } from '../../src/rules/index.js'

const parse = (text: string): DockerfileDocument => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return parsed.document
}

/** Rules that come later find more in these files; the tests are about these. */
const only = [
  'duplicate-stage-name',
  'exec-form',
  'from-as-casing',
  'invalid-instruction',
  'legacy-key-value',
  'multiple-instructions',
  'root-user',
  'shell-form-without-shell',
  'suppression-without-reason',
  'undefined-arg-in-from',
  'undefined-var',
  'unreachable-stage',
  'untagged-base',
  'unused-suppression',
]

const lintDocument = (document: DockerfileDocument, options?: LintOptions) => lintWith(document, { only, ...options })

const found = (text: string, options?: LintOptions): readonly string[] =>
  lintDocument(parse(text), options).map((each) => `${each.rule}:${each.span?.start.line ?? '-'}`)

const base = 'FROM example.com/a:1\n'

describe('lintDocument', () => {
  it('gives findings as data, in the order of their places', () => {
    const diagnostics = lintDocument(parse(`${base}CMD y\nENV A b\nFROM other\nENV C d\n`), { file: 'Dockerfile' })
    expect(diagnostics.map((each) => [each.span?.start.line, each.rule])).toEqual([
      [1, 'unreachable-stage'],
      [2, 'exec-form'],
      [3, 'legacy-key-value'],
      [4, 'untagged-base'],
      [5, 'legacy-key-value'],
    ])
    expect(diagnostics[1]).toEqual({
      rule: 'exec-form',
      codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
      severity: 'warning',
      message: 'CMD is in shell form: signals such as SIGTERM reach the shell and not the process.',
      hint: 'Write CMD as a JSON array: `CMD ["…"]`.',
      file: 'Dockerfile',
      span: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } },
      url: expect.stringMatching(/docs\/rules\/exec-form\.md$/),
    })
  })

  it.each([
    ['FROM --platform=$BULIDPLATFORM a:1\n', 'error'],
    ['FROM a:$NOPE\n', 'error'],
    ['FROM a:1$NOPE\n', 'warning'],
    ['ARG V\nFROM a:$V$NOPE\n', 'warning'],
  ])('makes an undefined ARG in %j an %s', (text, severity) => {
    expect(lintDocument(parse(text)).find((each) => each.rule === 'undefined-arg-in-from')?.severity).toBe(severity)
  })

  it('takes places from the rendering and origins from the builders', () => {
    const parsed = parse(`${base}CMD y\n`)
    const [stage] = parsed.stages
    const [cmd] = stage?.instructions ?? []
    if (stage === undefined || cmd?.kind !== 'cmd') throw new Error('no CMD')
    const { span: _, ...rest } = cmd
    const built = { ...rest, origin: { file: 'dockerfile.ts', line: 7, column: 4 } }
    const span = { start: { line: 9, column: 1 }, end: { line: 9, column: 6 } }
    const [finding] = lintDocument(
      { ...parsed, stages: [{ ...stage, instructions: [built] }] },
      { spans: new Map([[built, span]]) },
    )
    expect(finding).toMatchObject({ rule: 'exec-form', span, origin: { file: 'dockerfile.ts', line: 7, column: 4 } })
  })

  it('says the same thing about the same place once', () => {
    expect(found('FROM debian:trixie\nENV A=$X B=$X\nUSER 1\n')).toEqual(['undefined-var:2'])
  })

  it('lets the more telling of two findings about one defect stand for both', () => {
    const [finding, ...others] = lintDocument(parse('FROM scratch\nUSER 1\nCMD x\n'))
    expect(others).toEqual([])
    expect([finding?.rule, finding?.severity, finding?.codes]).toEqual([
      'shell-form-without-shell',
      'error',
      ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
    ])
  })

  it('is the same on every run and every day', () => {
    const document = parse('FROM debian:bullseye\nRUN x\nCMD y\n')
    expect(lintDocument(document)).toEqual(lintDocument(document))
  })

  it('lets rules be switched off and their severity be changed', () => {
    expect(found(`${base}CMD y\n`, { rules: { 'exec-form': 'off' } })).toEqual([])
    expect(lintDocument(parse(`${base}CMD y\n`), { rules: { 'exec-form': 'error' } })[0]?.severity).toBe('error')
  })

  it('reports a document without stages', () => {
    expect(found('ARG A=1\n')).toEqual(['invalid-instruction:-'])
  })
})

describe('suppressions of the caller', () => {
  it.each([
    ['a rule', { rule: 'exec-form', reason: 'needs a shell' }],
    ["another tool's code", { rule: 'DL3025', reason: 'needs a shell' }],
    ['a rule in a stage', { rule: 'exec-form', reason: 'needs a shell', stage: 0 }],
  ] as const)('silence %s', (_name, suppression) => {
    expect(found(`${base}CMD y\n`, { suppressions: [suppression] })).toEqual([])
  })

  it('only reach their stage', () => {
    const text = `${base}CMD y\nFROM example.com/b:1\nCOPY --from=0 /a /a\nCMD z\n`
    expect(found(text, { suppressions: [{ rule: 'exec-form', reason: 'x', stage: 1 }] })).toEqual(['exec-form:2'])
  })

  it('are reported when nothing needs them', () => {
    const origin = { file: 'dockerfile.ts', line: 3 }
    const [unused] = lintDocument(parse(base), { suppressions: [{ rule: 'exec-form', reason: 'an old one', origin }] })
    expect(unused).toMatchObject({ rule: 'unused-suppression', severity: 'warning', origin })
    expect(unused?.message).toContain('an old one')
  })

  it('are reported with a suggestion when there is no such rule', () => {
    const [unused] = lintDocument(parse(base), { suppressions: [{ rule: 'exec-from', reason: 'x' }] })
    expect(unused?.hint).toBe('Did you mean `exec-form`?')
  })
})

describe('pragmas in the document', () => {
  it.each([
    ['# check=skip=JSONArgsRecommended\n', ''],
    ['# check=skip=all\n', ''],
    ['# check=skip=StageNameCasing, JSONArgsRecommended\n', ''],
    ['', '# check=skip=JSONArgsRecommended\n'],
    ['', '# check=skip=JSONArgsRecommended since it needs a shell\n'],
    ['', '# hadolint ignore=DL3025\n'],
    ['', '# hadolint ignore=DL3002,DL3025\n'],
    ['# hadolint global ignore=DL3025\n\n', ''],
  ])('%j at the top, %j above silence a finding', (top, above) => {
    expect(found(`${top}${base}${above}CMD y\n`)).toEqual([])
  })

  it.each([
    ['# check=skip=StageNameCasing\n', ''],
    ['# hadolint ignore=DL3025\n\n', ''],
    ['', '# hadolint ignore=DL3002\n'],
    ['', '# check=skip=JSONArgsRecommended\n# another comment\n\n'],
  ])('%j at the top, %j above leave it', (top, above) => {
    expect(found(`${top}${base}${above}CMD y\n`)).toHaveLength(1)
  })

  it('raise what BuildKit reports to errors with error=true', () => {
    const diagnostics = lintDocument(parse('# check=error=true\nFROM debian\nCMD x\n'))
    expect(diagnostics.map((each) => [each.rule, each.severity])).toEqual([
      ['root-user', 'warning'],
      ['untagged-base', 'warning'],
      ['exec-form', 'error'],
    ])
  })

  it('stand above the later of two CMDs', () => {
    expect(found(`${base}CMD ["a"]\n# check=skip=MultipleInstructionsDisallowed\nCMD ["b"]\n`)).toEqual([])
  })

  it('do not reach what BuildKit checks before it comes to single instructions', () => {
    const text = 'FROM example.com/a:1 AS x\n# check=skip=DuplicateStageName\nFROM x AS x\n'
    expect(found(text)).toEqual(['duplicate-stage-name:3'])
  })
})

describe('rules', () => {
  it('have names and codes of their own', () => {
    const names = rules.map((rule) => rule.name)
    expect(names).toEqual([...new Set(names)].sort())
    for (const rule of rules) expect(rule.name).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
    const codes = rules.flatMap((rule) => rule.codes)
    // One code of hadolint may be about two defects.
    const checks = codes.filter((code) => code.startsWith('buildkit:'))
    expect(checks).toEqual([...new Set(checks)])
    for (const rule of rules) expect(rule.codes).toEqual([...new Set(rule.codes)])
    for (const code of codes) expect(code).toMatch(/^(?:buildkit:[A-Z][A-Za-z]+|hadolint:DL\d{4})$/)
  })
})
