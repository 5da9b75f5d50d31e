import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import { documents } from './documents.js'

const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`golden/${name.replaceAll(' ', '-')}.json`, import.meta.url), 'utf8'))

describe('parseSyntax', () => {
  it.each(Object.entries(documents))('gives the tree of BuildKit: %s', (name, text) => {
    expect(parseSyntax(text)).toEqual(golden(name))
  })

  it('takes half of a surrogate pair for the replacement character', () => {
    expect(parseSyntax('FROM a\ud800b')).toMatchObject({ nodes: [{ args: ['a\ufffdb'] }] })
  })

  it.each([
    ['many lines', 'FROM a\n' + 'RUN a \\\n  && b\n'.repeat(30_000), 30_001],
    ['one long instruction', `FROM a\nRUN a \\\n${'  && b \\\n'.repeat(60_000)} c\n`, 2],
    ['many heredocs', `FROM a\n${'RUN <<A <<-B\nA\n\tB\n'.repeat(10_000)}`, 10_001],
    ['many words', `FROM a\nENV A=b \\\n${' "c d"=e \\\n'.repeat(60_000)} f=g\n`, 2],
    ['deep substitutions', `FROM a\nRUN << ${'${a:-\\\n'.repeat(60_000)}\n`, 2],
    ['deep JSON', `FROM a\nCMD ${'['.repeat(60_000)}\n`, 2],
    ['backslashes', `FROM a\nRUN ${`${'\\'.repeat(60_000)} \\\n`.repeat(20)}\n`, 2],
  ])('reads %s', (_name, text, count) => {
    const tree = parseSyntax(text)
    expect('nodes' in tree ? tree.nodes.length : tree.error).toBe(count)
  })

  it('refuses ONBUILD behind ONBUILD without end', () => {
    expect(parseSyntax(`FROM a\n${'ONBUILD \\\n'.repeat(60_000)}RUN a\n`)).toMatchObject({ error: { line: 2 } })
  })
})
