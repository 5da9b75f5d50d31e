import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseJson, parseJsonc } from '../../src/project/json-text.js'

describe('parseJson', () => {
  it.each([
    ['', 1, 1, 'the file is empty'],
    ['  \n ', 2, 2, 'the file is empty'],
    ['{', 1, 2, 'the file ends too early'],
    ['{"a": }', 1, 7, 'this is not a JSON value'],
    ['{\n  "a": 1,\n}', 3, 1, 'there is a comma before `}`'],
    ['[1,]', 1, 4, 'there is a comma before `]`'],
    ['{"a" 1}', 1, 6, '`:` is missing here'],
    ['{"a": 1 "b": 2}', 1, 9, '`,` or `}` is missing here'],
    ['{"a": 1} x', 1, 10, 'there is text after the end'],
    ['// no\n{}', 1, 1, 'JSON has no comments'],
    ["{'a': 1}", 1, 2, 'a key in double quotes is missing here'],
    ['{"a": "x\ny"}', 1, 7, 'this is not a JSON value'],
    ['[01]', 1, 3, '`,` or `]` is missing here'],
  ])('tells where %j breaks', (text, line, column, reason) => {
    expect(parseJson(text)).toEqual({ kind: 'error', line, column, reason })
  })

  it('reads what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseJson(JSON.stringify(value))).toEqual({ kind: 'value', value: JSON.parse(JSON.stringify(value)) })
      }),
    )
  })

  it('always finds the place of an error, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '1', 'e', '-', ' ', '\n', '\\', 'null') }),
        (text) => {
          const outcome = parseJson(text)
          if (outcome.kind === 'value') return
          expect(outcome.line).toBeLessThanOrEqual(text.split('\n').length)
          expect(outcome.reason).not.toBe('it is not JSON')
        },
      ),
    )
  })

  it('survives deep nesting', () => {
    expect(parseJson('['.repeat(200_000)).kind).toBe('error')
  })
})

describe('parseJsonc', () => {
  it.each([
    ['{ /* a */ "a": 1, // b\n }', { a: 1 }],
    ['{"url": "http://x//y", "b": "/* no */",}', { url: 'http://x//y', b: '/* no */' }],
    ['[1, 2, // last\n]', [1, 2]],
    ['{"a": ",}"}', { a: ',}' }],
  ])('reads %j', (text, value) => {
    expect(parseJsonc(text)).toEqual({ kind: 'value', value })
  })
})
