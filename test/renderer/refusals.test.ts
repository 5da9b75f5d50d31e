import { describe, expect, it } from 'vitest'
import type { DockerfileDocument, EscapeCharacter } from '../../src/model/document.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import type { Flag } from '../../src/model/flag.js'
import type { Heredoc } from '../../src/model/heredoc.js'
import type { KeyValue, StageInstruction } from '../../src/model/instruction.js'
import { renderDocument } from '../../src/renderer/index.js'
import { documentOf, plain, shell } from '../support/model.js'

const origin = { file: 'dockerfile.ts', line: 7, column: 3 }

const run = (text: string, heredocs: readonly Heredoc[] = []): StageInstruction => ({
  ...plain,
  kind: 'run',
  command: { form: 'shell', text },
  heredocs,
  origin,
})

const copy = (words: readonly string[], json = false, heredocs: readonly Heredoc[] = []): StageInstruction => ({
  ...plain,
  kind: 'copy',
  words,
  json,
  heredocs,
  origin,
})

const env = (name: string, value: string, separator: KeyValue['separator'] = '='): StageInstruction => ({
  ...plain,
  kind: 'env',
  pairs: [{ name, value, separator }],
  origin,
})

const flagged = (flag: Flag): StageInstruction => ({
  ...plain,
  kind: 'run',
  flags: [flag],
  command: shell('x'),
  heredocs: [],
  origin,
})

const eof = (parts: Partial<Heredoc> = {}): Heredoc => ({
  name: 'EOF',
  content: 'x\n',
  expand: true,
  chomp: false,
  fd: 0,
  ...parts,
})

const refused: readonly (readonly [code: string, instruction: StageInstruction])[] = [
  ['text', run('a\nRUN b')],
  ['text', run('a\\')],
  ['text', run('\\')],
  ['text', run(' a')],
  ['text', run('a\u3000')],
  ['text', run('["a"]')],
  ['text', run('[]')],
  ['text', run('a \ud800')],
  ['layout', { ...plain, kind: 'cmd', command: { ...shell('a ', 'b'), form: 'shell', text: 'a c' }, origin }],
  ['text', { ...plain, kind: 'workdir', path: '', origin }],
  ['text', { ...plain, kind: 'user', user: 'a\nUSER root', origin }],
  ['text', { ...plain, kind: 'healthcheck', command: { form: 'shell', text: '\ta' }, origin }],
  ['text', copy(['a', 'C:\\'])],
  ['text', copy(['["a",', '"b"]'])],
  ['text', copy(['a', 'b\u00a0'])],
  ['word', copy(['a b', 'c'])],
  ['word', copy(['', 'c'])],
  ['word', copy(['a\nRUN', 'c'])],
  ['word', { ...plain, kind: 'expose', ports: ['80 81'], origin }],
  ['word', env('A', 'a b')],
  ['word', env('A', 'a\u00a0b')],
  ['word', env('A', '"a\nb"')],
  ['word', env('A', '1 B=2')],
  ['word', env('A=B', '1')],
  ['word', env('', '1')],
  ['word', env('A', '', ' ')],
  ['word', env('A B', 'c', ' ')],
  ['word', env('A', 'b\nc', ' ')],
  [
    'word',
    { ...plain, kind: 'env', pairs: ['A', 'B'].map((name) => ({ name, value: '1', separator: ' ' as const })), origin },
  ],
  ['word', { ...plain, kind: 'arg', args: [{ name: 'A', value: '"open' }, { name: 'B' }], origin }],
  ['json', copy(['\ud800', 'c'], true)],
  ['flag', flagged({ name: 'mount', value: 'a\nb' })],
  ['flag', flagged({ name: 'mount', value: 'é' })],
  ['flag', flagged({ name: 'mount', value: '漢' })],
  ['flag', flagged({ name: '', value: 'a' })],
  ['flag', flagged({ name: 'a b' })],
  ['flag', flagged({ name: 'a=b' })],
  ['comment', { ...plain, kind: 'user', user: 'a', comments: ['a\nRUN b'], origin }],
  ['comment', { ...plain, kind: 'user', user: 'a', innerComments: ['a\rb'], origin }],
  ['heredoc', run('cat <<EOF')],
  ['heredoc', run('cat', [eof()])],
  ['heredoc', run('cat <<EOF', [eof({ name: 'OTHER' })])],
  ['heredoc', run('cat <<EOF', [eof({ expand: false })])],
  ['heredoc', run('cat <<-EOF', [eof()])],
  ['heredoc', run('cat 3<<EOF', [eof()])],
  ['heredoc', run('cat <<EOF', [eof(), eof()])],
  ['heredoc', run("it's <<EOF", [eof()])],
  ['heredoc', run('cat <<EOF', [eof({ content: 'x' })])],
  ['heredoc', run('cat <<EOF', [eof({ content: 'x\nEOF\nRUN y\n' })])],
  ['heredoc', run('cat <<EOF', [eof({ content: 'EOF\r\n' })])],
  ['heredoc', run('cat <<-EOF', [eof({ content: '\t\tEOF\n', chomp: true })])],
  ['heredoc', copy(['<<EOF', '/x'])],
  ['heredoc', copy(['<<EOF', '/x'], true)],
  ['heredoc', copy(['a', '/x'], true, [eof()])],
  ['heredoc', { ...plain, kind: 'onbuild', instruction: run('cat <<EOF'), origin }],
]

const errorOf = (document: DockerfileDocument): unknown => {
  try {
    return renderDocument(document).text
  } catch (error) {
    return isGenDockerfileError(error) ? { code: error.code, place: error.place } : error
  }
}

describe('what no Dockerfile can say', () => {
  it.each(refused)('is refused: unrenderable-%s %j', (code, instruction) => {
    const place = code === 'text' && JSON.stringify(instruction).includes('\\ud800') ? undefined : origin
    expect(errorOf(documentOf([instruction]))).toEqual({ code: `unrenderable-${code}`, place })
  })

  it('is refused at the top and at the end', () => {
    const directives = (syntax: string, escape: EscapeCharacter = '\\') => ({ directives: { syntax, escape } })
    expect(errorOf(documentOf([], directives('a\nRUN b')))).toMatchObject({ code: 'unrenderable-directive' })
    expect(errorOf(documentOf([], directives('')))).toMatchObject({ code: 'unrenderable-directive' })
    expect(errorOf(documentOf([], directives(' a')))).toMatchObject({ code: 'unrenderable-directive' })
    expect(errorOf(documentOf([], { header: ['a\nRUN b'] }))).toMatchObject({ code: 'unrenderable-comment' })
    expect(errorOf(documentOf([], { trailer: ['a\nRUN b'] }))).toMatchObject({ code: 'unrenderable-comment' })
  })

  it('depends on the escape character', () => {
    const backtick = { directives: { escape: '`' } } as const
    expect(errorOf(documentOf([copy(['a', 'C:\\'])], backtick))).toBe('# escape=`\n\nFROM a\nCOPY a C:\\\n')
    expect(errorOf(documentOf([run('a`')], backtick))).toEqual({ code: 'unrenderable-text', place: origin })
    expect(errorOf(documentOf([run('a`')]))).toBe('FROM a\nRUN a`\n')
  })
})
