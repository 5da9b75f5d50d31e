import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyFixes, fixText } from '../../src/linter/fix.js'
import { lintText } from '../../src/linter/lint-text.js'
import type { Diagnostic } from '../../src/model/diagnostic.js'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import { createRandom, generateDockerfile } from '../parser/generate.js'

/** Rules that come later may repair more in these files. */
const only = [
  'empty-continuation',
  'exec-form',
  'expose-casing',
  'from-as-casing',
  'instruction-casing',
  'legacy-key-value',
  'maintainer-deprecated',
  'redundant-target-platform',
  'stage-name-casing',
]

const fix = (text: string): string => fixText(text, (each) => lintText(each, { only })).text

const base = 'FROM example.com/a:1\n'

describe('repairs', () => {
  it.each([
    ['from-as-casing', 'FROM a:1 as b\n', 'FROM a:1 AS b\n'],
    [
      'from-as-casing with a flag',
      'FROM --platform=$BUILDPLATFORM a:1 \\\n  as b\n',
      'FROM --platform=$BUILDPLATFORM a:1 \\\n  AS b\n',
    ],
    ['from-as-casing of a stage called as', 'FROM as as as\n', 'FROM as AS as\n'],
    ['stage-name-casing', 'FROM a:1 AS Build\n', 'FROM a:1 AS build\n'],
    ['instruction-casing', `${base}run x\nUSER 1\n`, `${base}RUN x\nUSER 1\n`],
    ['instruction-casing to lower case', 'from a:1\nrun x\nUSER 1\n', 'from a:1\nrun x\nuser 1\n'],
    ['both casings at once', 'from a:1 As b\nRUN x\nUSER 1\n', 'FROM a:1 AS b\nRUN x\nUSER 1\n'],
    ['legacy-key-value', `${base}ENV A b\n`, `${base}ENV A=b\n`],
    ['legacy-key-value with blanks', `${base}ENV  A \t b  c=$D \n`, `${base}ENV  A="b  c=$D" \n`],
    ['legacy-key-value with quotes', `${base}LABEL a "b c"\n`, `${base}LABEL a="b c"\n`],
    [
      'maintainer-deprecated',
      `${base}MAINTAINER Ada "\\$" <a@b.c> \n`,
      `${base}LABEL org.opencontainers.image.authors="Ada \\"\\\\\\$\\" <a@b.c>" \n`,
    ],
    [
      'empty-continuation',
      `${base}RUN a && \\\n\n  b && \\\n# c\n \n\n  c\n`,
      `${base}RUN a && \\\n  b && \\\n# c\n  c\n`,
    ],
    ['exec-form', `${base}CMD node --x=1  server.js\n`, `${base}CMD ["node", "--x=1", "server.js"]\n`],
    [
      'exec-form of a program in a system folder',
      `${base}ENTRYPOINT /usr/sbin/nginx -g x\n`,
      `${base}ENTRYPOINT ["/usr/sbin/nginx", "-g", "x"]\n`,
    ],
    ['expose-casing', `${base}EXPOSE 80/TCP 81\n`, `${base}EXPOSE 80/tcp 81\n`],
    ['redundant-target-platform', 'FROM --platform=$TARGETPLATFORM a:1\n', 'FROM a:1\n'],
    ['CRLF', 'FROM a:1 as b\r\nRUN x && \\\r\n\r\n  y\r\n', 'FROM a:1 AS b\r\nRUN x && \\\r\n  y\r\n'],
    ['a byte order mark', '\ufeffFROM a:1 as b\n', '\ufeffFROM a:1 AS b\n'],
    ['no newline at the end', `${base}CMD node`, `${base}CMD ["node"]`],
    [
      'another escape character',
      '# escape=`\nFROM a:1\nMAINTAINER a"b\n',
      '# escape=`\nFROM a:1\nLABEL org.opencontainers.image.authors="a`"b"\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(fix(text)).toBe(expected)
  })

  it.each([
    ['a variable', `${base}CMD node $FILE\n`],
    ['an operator', `${base}CMD a && b\n`],
    ['a builtin', `${base}CMD exit 0\n`],
    ['an assignment', `${base}CMD A=b node\n`],
    ['a script, which may have no `#!`', `${base}CMD ./run\n`],
    ['a CMD that an ENTRYPOINT takes', `${base}ENTRYPOINT ["a"]\nCMD b\n`],
    ['several lines', `${base}CMD a \\\n  b\n`],
    ['an open quote', `${base}ENV A it's b\n`],
    ['a name with quotes', `${base}LABEL "a b" c\n`],
    ['what stands behind ONBUILD', `${base}ONBUILD ENV A b\n`],
  ])('leave %s', (_, text) => {
    expect(fix(text)).toBe(text)
  })

  it('are counted', () => {
    expect(fixText('from a:1 As b\nRUN x\nENV A b\n', (each) => lintText(each, { only })).fixed).toBe(4)
  })
})

const edit = (start: number, end: number, text: string): Diagnostic => ({
  rule: 'x',
  codes: [],
  severity: 'info',
  message: '',
  fix: {
    title: '',
    edits: [{ span: { start: { line: 1, column: start + 1 }, end: { line: 1, column: end + 1 } }, text }],
  },
})

describe('applyFixes', () => {
  it('makes the first of two repairs that touch each other', () => {
    expect(applyFixes('abcdef', [edit(2, 4, 'X'), edit(0, 3, 'Y'), edit(5, 6, 'Z')])).toEqual({
      text: 'YdeZ',
      fixed: 2,
    })
    expect(applyFixes('abc', [edit(1, 1, 'X'), edit(1, 1, 'Y')])).toEqual({ text: 'aXbc', fixed: 1 })
  })

  it('makes repairs that only meet', () => {
    expect(applyFixes('abcd', [edit(2, 4, 'Y'), edit(0, 2, 'X')])).toEqual({ text: 'XY', fixed: 2 })
  })

  it('never reaches beyond the line that a place names', () => {
    expect(applyFixes('ab\ncd', [edit(1, 99, 'X')]).text).toBe('aXcd')
  })
})

describe('fixText', () => {
  it('does not make a repair whose result is no Dockerfile', () => {
    const lint = (): readonly Diagnostic[] => [edit(0, 4, 'ENV')]
    expect(fixText('FROM a\n', lint)).toEqual({ text: 'FROM a\n', fixed: 0 })
  })

  it('ends with a repair that never is enough', () => {
    expect(fixText('FROM a\n', () => [edit(5, 5, 'a')]).fixed).toBe(10)
  })

  const rulesIn = (text: string): readonly string[] => lintText(text).map(({ rule }) => rule)

  it('leaves no repair and makes no new error, whatever the file', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.boolean(), (seed, crlf) => {
        const generated = generateDockerfile(createRandom(seed))
        const text = crlf ? generated.replaceAll('\n', '\r\n') : generated
        const before = lintText(text)
        if (before.every((each) => each.fix === undefined)) return
        const { text: fixed } = fixText(text, (each) => lintText(each))
        const after = lintText(fixed)
        expect(after.filter((each) => each.fix !== undefined).map(({ rule }) => rule)).toEqual([])
        expect('error' in parseSyntax(fixed)).toBe(false)
        const repaired = new Set(before.flatMap(({ rule, fix: repair }) => (repair === undefined ? [] : [rule])))
        const known = new Set([...rulesIn(text)])
        // A repair may bring to light what it covered; it makes no error.
        expect(after.filter(({ rule, severity }) => severity === 'error' && !known.has(rule))).toEqual([])
        expect(repaired.size).toBeGreaterThan(0)
        expect(fixText(fixed, (each) => lintText(each)).text).toBe(fixed)
      }),
      { numRuns: 500 },
    )
  })
})
