import { expect, it } from 'vitest'
import { analyse } from '../../src/analysis/analyse.js'
import { contextSources } from '../../src/analysis/context-sources.js'
import { deriveIgnore } from '../../src/ignore/index.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const sourcesOf = (text: string) => {
  const parsed = parseDockerfile(`${text}\n`)
  if ('error' in parsed) throw new Error(parsed.error.message)
  return contextSources(analyse(parsed.document)).map(({ step: _, ...source }) => source)
}

it.each([
  [
    'FROM a AS b\nCOPY go.mod go.sum ./',
    [
      ['copy', 'go.mod', 'b'],
      ['copy', 'go.sum', 'b'],
    ],
  ],
  ['FROM a\nADD x.tar /', [['add', 'x.tar', 'stage 0']]],
  ['FROM a\nADD https://example.com/x /\nADD git@github.com:a/b.git /c\nADD https://github.com/a/b.git#v1 /d', []],
  ['FROM a\nCOPY --from=b x /x', []],
  ['FROM a\nCOPY <<EOF x /y/\nEOF', [['copy', 'x', 'stage 0']]],
  ['FROM a\nRUN --mount=type=bind,source=s,target=/s true', [['bind', 's', 'stage 0']]],
  ['FROM a\nRUN --mount=target=/s true', [['bind', '.', 'stage 0']]],
  ['FROM a\nRUN --mount=type=cache,target=/s --mount=type=bind,from=b,target=/t true', []],
  ['FROM a\nONBUILD COPY x /x', []],
  ['FROM a AS b\nONBUILD COPY x /x\nFROM b AS c', [['copy', 'x', 'c']]],
  ['FROM a\nENV D=src\nCOPY $D/x /x', [['copy', 'src/x', 'stage 0']]],
] as const)('%j', (text, expected) => {
  expect(sourcesOf(text).map(({ kind, path, stage }) => [kind, path, stage])).toEqual(expected)
})

it('gives a pattern for what the build can change, and the path that it is by default', () => {
  expect(sourcesOf('FROM a\nARG APP=web\nARG TARGETARCH\nARG X\nCOPY apps/$APP dist-$TARGETARCH $X /x/')).toMatchObject(
    [{ path: 'apps/*', expected: 'apps/web' }, { path: 'dist-*' }, { path: '*' }],
  )
  expect(sourcesOf('FROM a\nARG TARGETPLATFORM\nCOPY dist/$TARGETPLATFORM /x')).toMatchObject([{ path: 'dist/*/*' }])
})

it('carries --exclude and --parents', () => {
  expect(sourcesOf('FROM a\nCOPY --parents --exclude=*.md --exclude=b ./a/./**/x /x')).toMatchObject([
    { parents: true, exclude: ['*.md', 'b'] },
  ])
})

it('is what an ignore file is derived from', () => {
  const { text } = deriveIgnore(sourcesOf('FROM a AS build\nCOPY go.mod go.sum ./'))
  expect(text).toContain('!go.mod\n!go.sum\n')
})
