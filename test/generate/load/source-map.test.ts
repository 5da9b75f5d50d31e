import { transformSync } from 'esbuild'
import { describe, expect, it } from 'vitest'
import { createSourceMapLookup } from '../../../src/generate/load/source-map.js'

const source = `type A = { a: number }
/* a comment
   of two lines */
export const first = (x: A): number => x.a + one()
function one(): number { return 1 }
  export const second = [first({ a: 1 }),
    one()]
`

/** Line and column, from 1, of a piece of text. */
const find = (text: string, piece: string) => {
  const before = text.slice(0, text.indexOf(piece)).split('\n')
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 }
}

describe('a source map', () => {
  const { code, map } = transformSync(source, { loader: 'ts', sourcemap: 'external', sourcefile: 'a.ts' })
  const lookup = createSourceMapLookup(map)

  it.each(['first = (', 'x.a', 'one()', 'return 1', 'second = [', 'first({'])('finds `%s`', (piece) => {
    expect(lookup(find(code, piece))).toEqual({ source: 'a.ts', ...find(source, piece) })
  })

  it('knows nothing of a line that it does not have', () => {
    expect(lookup({ line: 999, column: 1 })).toBeUndefined()
  })

  it('reads quantities of several digits, negative ones and segments without a source', () => {
    const read = createSourceMapLookup('{"version":3,"sources":["a","b"],"mappings":"A,CAAA,gkCCk7HD;;ACh7HA"}')
    expect(read({ line: 1, column: 1 })).toBeUndefined()
    expect(read({ line: 1, column: 2 })).toEqual({ source: 'a', line: 1, column: 1 })
    expect(read({ line: 2, column: 1 })).toBeUndefined()
  })
})
