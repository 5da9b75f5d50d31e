import { describe, expect, it } from 'vitest'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { renderDocument } from '../../src/renderer/index.js'
import { documentOf, plain, shell } from '../support/model.js'
import { documents } from './documents.js'

describe('renderDocument', () => {
  it.each(Object.entries(documents))('renders %s.Dockerfile', async (name, document) => {
    await expect(renderDocument(document).text).toMatchFileSnapshot(`../fixtures/renderer/${name}.Dockerfile`)
  })

  it.each(Object.entries(documents))('gives %s.Dockerfile again when that is parsed', (_, document) => {
    const { text } = renderDocument(document)
    const parsed = parseDockerfile(text)
    expect('document' in parsed && renderDocument(parsed.document).text).toBe(text)
  })

  it('puts a marker behind the directives, apart from the header', () => {
    const document = documentOf([], { header: ['Header'], directives: { escape: '\\', syntax: 's' } })
    expect(renderDocument(document, { marker: 'Generated' }).text).toBe(
      '# syntax=s\n# Generated\n\n# Header\n\nFROM a\n',
    )
    expect(renderDocument(documentOf([]), { marker: 'Generated' }).text).toBe('# Generated\n\nFROM a\n')
  })

  it('says of each line which instruction and which place it comes from', () => {
    const origin = { file: 'dockerfile.ts', line: 3 }
    const document = documentOf(
      [
        {
          ...plain,
          kind: 'run',
          comments: ['why'],
          command: shell('<<EOF'),
          heredocs: [{ name: 'EOF', content: 'x\n', expand: true, chomp: false, fd: 0 }],
          origin,
        },
        { ...plain, kind: 'cmd', command: shell('a ', 'b') },
      ],
      { args: [{ ...plain, kind: 'arg', args: [{ name: 'A' }] }] },
    )
    const { text, lines } = renderDocument(document)
    const told = text
      .split('\n')
      .slice(0, -1)
      .map((line, index) => [line, lines[index]?.instruction.kind, lines[index]?.stage, lines[index]?.origin])
    expect(told).toEqual([
      ['ARG A', 'arg', undefined, undefined],
      ['', undefined, undefined, undefined],
      ['FROM a', 'from', 0, undefined],
      ['', undefined, undefined, undefined],
      ['# why', 'run', 0, origin],
      ['RUN <<EOF', 'run', 0, origin],
      ['x', 'run', 0, origin],
      ['EOF', 'run', 0, origin],
      ['', undefined, undefined, undefined],
      ['CMD a \\', 'cmd', 0, undefined],
      ['b', 'cmd', 0, undefined],
    ])
    expect(lines).toHaveLength(told.length)
  })

  it('gives the span of each instruction as the parser does', () => {
    for (const document of Object.values(documents)) {
      const { text, spans } = renderDocument(document)
      const parsed = parseDockerfile(text)
      if (!('document' in parsed)) throw new Error('not parsed')
      const found = [...parsed.document.args, ...parsed.document.stages.flatMap((s) => [s.from, ...s.instructions])]
      const built = [...document.args, ...document.stages.flatMap((s) => [s.from, ...s.instructions])]
      expect(built.map((each) => spans.get(each))).toEqual(found.map(({ span }) => span))
    }
  })

  it('gives the span of the instruction in ONBUILD', () => {
    const inner = { ...plain, kind: 'run', command: shell('a ', 'b'), heredocs: [] } as const
    const { spans } = renderDocument(documentOf([{ ...plain, kind: 'onbuild', instruction: inner }]))
    expect(spans.get(inner)).toEqual({ start: { line: 2, column: 9 }, end: { line: 3, column: 2 } })
  })

  it('wraps what would be longer than a line may be', () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `word-${index}`)
    for (const document of [
      documentOf([{ ...plain, kind: 'copy', words, json: false, heredocs: [] }]),
      documentOf([{ ...plain, kind: 'copy', words, json: true, heredocs: [] }]),
      documentOf([{ ...plain, kind: 'cmd', command: { form: 'exec', args: words } }]),
      documentOf([{ ...plain, kind: 'expose', ports: words }]),
    ]) {
      const { text } = renderDocument(document)
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(65_535)
      expect('document' in parseDockerfile(text)).toBe(true)
    }
  })
})
