import { runInNewContext } from 'node:vm'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { literalOf } from '../../src/presets/literal-of.js'

const cases: readonly (readonly [unknown, string])[] = [
  ['plain', "'plain'"],
  ["it's", `"it's"`],
  [`it's "so"`, String.raw`'it\'s "so"'`],
  ['a\\b\n', String.raw`'a\\b\n'`],
  [8080, '8080'],
  [{}, '{}'],
  [[], '[]'],
  [{ main: './cmd/api', 'a-b': true }, "{ main: './cmd/api', 'a-b': true }"],
  [{ ['__proto__']: 1 }, "{ ['__proto__']: 1 }"],
  [['a', 1], "['a', 1]"],
  [
    { env: { NAME: 'x'.repeat(60) }, args: ['y'.repeat(40)] },
    `{\n  env: { NAME: '${'x'.repeat(60)}' },\n  args: ['${'y'.repeat(40)}'],\n}`,
  ],
]

describe('literalOf', () => {
  it.each(cases)('spells %j', (value, text) => {
    expect(literalOf(value)).toBe(text)
  })

  it('is evaluated to the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const back: unknown = runInNewContext(`JSON.stringify(${literalOf(value)})`)
        expect(back).toBe(JSON.stringify(value))
      }),
      { numRuns: 500 },
    )
  })
})
