import { describe, expect, it } from 'vitest'
import { lintText as lintWith, type LintTextOptions } from '../../src/linter/lint-text.js'

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

const lintText = (text: string, options?: LintTextOptions) => lintWith(text, { only, ...options })

const found = (text: string, options?: LintTextOptions): readonly string[] =>
  lintText(text, options).map(
    ({ rule, severity, span }) => `${span?.start.line ?? '-'}:${span?.start.column ?? '-'} ${rule} ${severity}`,
  )

const base = 'FROM example.com/a:1\n'

describe('a file that BuildKit refuses', () => {
  it.each([
    ['an error of the grammar', `${base}ENV A\n`, ['2:1 syntax-error error']],
    ['an empty file', '', ['1:1 syntax-error error']],
    ['an unknown instruction', `${base}FOO x\n`, ['2:1 invalid-instruction error']],
    ['an unknown instruction behind ONBUILD', `${base}ONBUILD FOO x\n`, ['2:1 invalid-instruction warning']],
    ['an instruction in front of FROM', `RUN x\n${base}`, ['1:1 invalid-instruction error']],
  ])('is told: %s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('has the message and the line of BuildKit', () => {
    expect(lintText(`${base}ENV A\n`, { file: 'Dockerfile' })).toEqual([
      {
        rule: 'syntax-error',
        codes: [],
        severity: 'error',
        message: 'The file cannot be read: ENV must have two arguments',
        file: 'Dockerfile',
        span: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } },
        url: expect.stringMatching(/docs\/linting\.md#syntax-error$/),
      },
    ])
  })

  it('is not told a thousand times', () => {
    const diagnostics = lintText('FOO x\n'.repeat(1000))
    expect(diagnostics).toHaveLength(21)
    expect(diagnostics.map(({ hint }) => hint)).toContain('980 more instructions of this file are not valid.')
  })
})

it('counts columns without a byte order mark', () => {
  expect(found('\ufeffFROM a:1 as b\n')).toEqual(['1:1 from-as-casing warning'])
})

const cmd = 'CMD node\n'

describe('a suppression', () => {
  it.each([
    ['above the instruction', `${base}# gen-dockerfile ignore=exec-form -- starts nothing\n${cmd}`],
    ["by another tool's code", `${base}# gen-dockerfile ignore=DL3025 -- starts nothing\n${cmd}`],
    ['with blanks', `${base}  #gen-dockerfile  ignore = exec-form --  a reason\n${cmd}`],
    ['with another comment below', `${base}# gen-dockerfile ignore=exec-form -- x\n# and so on\n${cmd}`],
    ['with carriage returns', `${base}# gen-dockerfile ignore=exec-form -- x\r\nCMD node\r\n`],
    ['of two rules', `# gen-dockerfile ignore=untagged-base,from-as-casing -- x\nFROM a as b\n`],
    ['for the whole file', `# gen-dockerfile ignore-file=exec-form -- x\n\n${base}${cmd}`],
    ['among continued lines', `${base}CMD \\\n# gen-dockerfile ignore=exec-form -- x\n  node\n`],
    ['with dashes in its reason', `${base}# gen-dockerfile ignore=exec-form -- a -- b\n${cmd}`],
  ])('counts %s', (_, text) => {
    expect(found(text)).toEqual([])
  })

  it.each([
    [
      'without a reason',
      `${base}# gen-dockerfile ignore=exec-form\n${cmd}`,
      ['2:1 suppression-without-reason error', '3:1 exec-form warning'],
    ],
    [
      'with an empty reason',
      `${base}# gen-dockerfile ignore=exec-form -- \n${cmd}`,
      ['2:1 suppression-without-reason error', '3:1 exec-form warning'],
    ],
    [
      'of a rule that finds nothing',
      `${base}# gen-dockerfile ignore=exec-form -- x\nUSER 1\n`,
      ['2:1 unused-suppression warning'],
    ],
    ['of no rule', `${base}# gen-dockerfile ignore=exec-from -- x\nUSER 1\n`, ['2:1 unused-suppression warning']],
    ['that names nothing', `${base}# gen-dockerfile ignore= -- x\nUSER 1\n`, ['2:1 unused-suppression warning']],
    [
      'with a blank line below',
      `${base}# gen-dockerfile ignore=exec-form -- x\n\n${cmd}`,
      ['2:1 unused-suppression warning', '4:1 exec-form warning'],
    ],
    ['at the end', `${base}# gen-dockerfile ignore=exec-form -- x\n`, ['2:1 unused-suppression warning']],
    [
      'for the file, too late',
      `${base}# gen-dockerfile ignore-file=exec-form -- x\n${cmd}`,
      ['2:1 unused-suppression warning', '3:1 exec-form warning'],
    ],
    [
      'that is misspelt',
      `${base}# gen-dockerfile ignroe=exec-form -- x\n${cmd}`,
      ['2:1 unused-suppression warning', '3:1 exec-form warning'],
    ],
    [
      'of another instruction',
      `# gen-dockerfile ignore=exec-form -- x\n${base}${cmd}`,
      ['1:1 unused-suppression warning', '3:1 exec-form warning'],
    ],
  ])('%s is told', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  it('suggests the name that was meant', () => {
    const [finding] = lintText(`${base}# gen-dockerfile ignore=exec-from -- x\nUSER 1\n`)
    expect(finding).toMatchObject({ hint: 'Did you mean `exec-form`?' })
  })

  it('is none in a heredoc', () => {
    expect(found(`${base}COPY <<E /x\n# gen-dockerfile ignore=nope\nE\n\nUSER 1\n`)).toEqual([])
  })

  it.each([
    ['a rule that is off', { rules: { 'exec-form': 'off' } }],
    ['a rule that is not run', { only: ['untagged-base', 'unused-suppression'] }],
  ] as const)('is not unused for %s', (_, options) => {
    expect(found(`${base}# gen-dockerfile ignore=exec-form -- x\n${cmd}`, options)).toEqual([])
  })

  it('is not unused for a rule that had nothing to look at', () => {
    const text = `${base}# gen-dockerfile ignore=missing-source -- made before the build\nCOPY dist /x/\n`
    expect(found(text).filter((each) => each.includes('suppression'))).toEqual([])
  })

  it('silences what suppressions are told', () => {
    expect(
      found(
        `# gen-dockerfile ignore-file=unused-suppression -- x\n${base}# gen-dockerfile ignore=exec-form -- x\nUSER 1\n`,
      ),
    ).toEqual([])
  })

  it('silences a finding by the code of one that it covers', () => {
    const text = 'FROM scratch\nUSER 1\n# gen-dockerfile ignore=DL3025 -- x\nCMD x\n'
    expect(found(text)).toEqual([])
  })

  it('has a severity that can be changed', () => {
    const text = `${base}# gen-dockerfile ignore=exec-form -- x\nUSER 1\n`
    expect(found(text, { rules: { 'unused-suppression': 'error' } })).toEqual(['2:1 unused-suppression error'])
    expect(found(text, { rules: { 'unused-suppression': 'off' } })).toEqual([])
  })
})

describe('pragmas of other tools', () => {
  it('are never unused', () => {
    expect(
      found(`# check=skip=StageNameCasing\n# hadolint global ignore=DL3025\n${base}# hadolint ignore=DL3008\nUSER 1\n`),
    ).toEqual([])
  })
})

describe("hadolint's configuration", () => {
  it.each([
    ['ignored', { ignored: ['DL3025'] }, []],
    ['override', { override: { DL3025: 'error' } }, ['2:1 exec-form error']],
    ['override to style', { override: { DL3025: 'style' } }, ['2:1 exec-form info']],
    ['nothing', {}, ['2:1 exec-form warning']],
  ] as const)('%s is honoured', (_, hadolint, expected) => {
    expect(found(`${base}${cmd}`, { hadolint })).toEqual(expected)
  })

  it('can switch pragmas off', () => {
    const text = `${base}# hadolint ignore=DL3025\n${cmd}`
    expect(found(text)).toEqual([])
    expect(found(text, { hadolint: { disableIgnorePragma: true } })).toEqual(['3:1 exec-form warning'])
  })

  it('stands behind our own', () => {
    const options = { hadolint: { override: { DL3025: 'error' } }, rules: { 'exec-form': 'info' } } as const
    expect(found(`${base}${cmd}`, options)).toEqual(['2:1 exec-form info'])
  })
})

describe('surroundings', () => {
  it('are asked for once, with what the file means', () => {
    let asked = 0
    const surroundings: LintTextOptions['surroundings'] = ({ stages }) => {
      asked++
      expect(stages).toHaveLength(1)
      return { ignore: 'dist\n', ignoreFile: '.dockerignore' }
    }
    expect(found(`${base}COPY dist /x/\n`, { surroundings, only: ['ignored-source'] })).toEqual([
      '2:1 ignored-source warning',
    ])
    expect(asked).toBe(1)
  })
})
