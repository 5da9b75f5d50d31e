import { describe, expect, it } from 'vitest'
import { percentText } from '../../../src/report/layers/percent.js'

describe('percentText', () => {
  it.each([
    [1, '100%'],
    [0.999999, '99.99%'],
    [0.98442, '98.44%'],
    [0.5, '50%'],
    [0.00001, '0.01%'],
    [0, '0%'],
  ])('%d', (share, text) => {
    expect(percentText(share)).toBe(text)
  })
})
