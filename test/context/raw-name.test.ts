import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfPath, isRaw, nameOfBytes, shownPath } from '../../src/context/raw-name.js'

describe('names as bytes', () => {
  it('keeps every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        expect([...bytesOfPath(nameOfBytes(bytes))]).toEqual([...bytes])
      }),
    )
  })

  it('leaves text alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(nameOfBytes(Buffer.from(text))).toBe(text)
        expect(isRaw(text)).toBe(false)
        expect(shownPath(text)).toBe(text)
      }),
    )
  })

  it.each([
    [[0x61, 0xff], 'a\\xff'],
    [[0xc3, 0xa9, 0xe9], 'é\\xe9'],
    // Cut short, too long a form, half of a pair.
    [[0xf0, 0x9f, 0x98], '\\xf0\\x9f\\x98'],
    [[0xc0, 0x80], '\\xc0\\x80'],
    [[0xed, 0xa0, 0x80], '\\xed\\xa0\\x80'],
    [[0xef, 0xbb, 0xbf, 0xff], '\ufeff\\xff'],
  ])('shows %j as %j', (bytes, shown) => {
    expect(shownPath(nameOfBytes(Uint8Array.from(bytes)))).toBe(shown)
  })
})
