import fc from 'fast-check'
import { expect, it } from 'vitest'
import { holdText } from '../../../src/report/lint/index.js'

it('gives back what it was given, with separators', () => {
  const texts = fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 9 }), fc.constantFrom(1, 9, 60_000)))
  fc.assert(
    fc.property(texts, fc.constantFrom('', '\n', ',\n'), (parts, separator) => {
      const given = parts.map(([text, times]) => text.repeat(times)).filter((text) => text !== '')
      const held = holdText(separator)
      for (const text of given) held.add(text)
      expect([...held.take()].join(separator) === given.join(separator)).toBe(true)
    }),
    { numRuns: 20 },
  )
})

it('leaves out what is empty', () => {
  const held = holdText(',')
  for (const text of ['', 'a', '', 'b']) held.add(text)
  expect([...held.take()]).toEqual(['a,b'])
})
