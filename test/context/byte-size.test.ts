import { describe, expect, it } from 'vitest'
import { parseByteSize, showBytes } from '../../src/context/byte-size.js'

describe('parseByteSize', () => {
  it.each([
    ['0', 0],
    ['512', 512],
    ['500KB', 500_000],
    ['50MB', 50_000_000],
    ['50mb', 50_000_000],
    ['1.5 GB', 1_500_000_000],
    ['1KiB', 1024],
    ['1GiB', 2 ** 30],
    ['7B', 7],
  ])('%s is %i bytes', (text, bytes) => {
    expect(parseByteSize(text)).toBe(bytes)
  })

  it.each(['', 'MB', '50M', '-1MB', '1e3', '1,5MB', 'fifty', '50 MB extra', '1..5GB', 'constructor', '1toString'])(
    '%j is no size',
    (text) => {
      expect(parseByteSize(text)).toBeUndefined()
    },
  )
})

describe('showBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [1234, '1.23 kB'],
    [9_994, '9.99 kB'],
    [9_999, '10.0 kB'],
    [99_949, '99.9 kB'],
    [123_456, '123 kB'],
    [999_499, '999 kB'],
    [999_999, '1.00 MB'],
    [1_234_567_890, '1.23 GB'],
    [5e18, '5000 PB'],
  ])('%i is %s', (bytes, text) => {
    expect(showBytes(bytes)).toBe(text)
  })
})
