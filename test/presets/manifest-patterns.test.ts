import { describe, expect, it } from 'vitest'
import { manifestPatterns } from '../../src/presets/manifest-patterns.js'

const many = (folder: string, count: number, names: readonly string[]): readonly string[] =>
  Array.from({ length: count }, (_, index) => names.map((name) => `${folder}${index}/${name}`)).flat()

describe('the manifests of a workspace', () => {
  it.each<readonly [what: string, files: readonly string[], named: readonly string[]]>([
    ['few', many('a/', 12, ['go.mod', 'go.sum']), many('a/', 12, ['go.mod', 'go.sum'])],
    ['many in one folder', many('a/', 13, ['go.mod', 'go.sum']), ['a/*/go.mod', 'a/*/go.sum']],
    ['many at the top', many('', 13, ['go.mod']), ['*/go.mod']],
    [
      'many in several folders',
      ['go.mod', ...many('a/', 13, ['go.mod']), 'b/c/go.mod', 'b/d/go.mod', ...many('x/y/', 3, ['go.mod'])],
      ['go.mod', 'a/*/go.mod', 'b/c/go.mod', 'b/d/go.mod', 'x/y/*/go.mod'],
    ],
  ])('%s', (_, files, named) => {
    expect(manifestPatterns(files)).toEqual(named)
  })
})
