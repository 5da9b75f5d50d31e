import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepLargest } from '../../src/context/largest.js'

describe('keepLargest', () => {
  it('is the head of the sorted list', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { maxLength: 600 }), fc.nat(5), (sizes, count) => {
        const largest = keepLargest<readonly [number, number]>(count, ([size]) => size)
        const items = sizes.map((size, index) => [size, index] as const)
        for (const item of items) largest.add(item)
        expect(largest.items()).toEqual(items.toSorted((left, right) => right[0] - left[0]).slice(0, count))
      }),
    )
  })
})
