import { describe, expect, it } from 'vitest'
import { bar, largestDirectories } from '../../../src/report/context/directory-tree.js'
import { summaryOf } from './support.js'

const shown = (files: Readonly<Record<string, number>>, count: number) =>
  largestDirectories(summaryOf(files), count).map(
    ({ depth, name, directory }) => `${'  '.repeat(depth)}${name} ${directory.bytes}`,
  )

describe('largestDirectories', () => {
  const files = { 'a/b/x': 5, 'a/c/x': 3, 'a/c/d/x': 1, 'a/x': 1, 'e/f/g/x': 7, 'empty/x': 0, h: 100 }

  it('shows each below its parent, larger ones first', () => {
    expect(shown(files, 10)).toEqual(['a 10', '  b 5', '  c 4', '    d 1', 'e/f/g 7'])
  })

  it('takes the largest', () => {
    expect(shown(files, 3)).toEqual(['a 10', '  b 5', 'e/f/g 7'])
    expect(shown(files, 0)).toEqual([])
    expect(shown({}, 5)).toEqual([])
  })
})

describe('bar', () => {
  it.each([
    [0, '    '],
    [1, '████'],
    [0.5, '██  '],
    [0.28125, '█▏  '],
    [2, '████'],
    [-1, '    '],
    [NaN, '    '],
  ])('%d', (share, text) => {
    expect(bar(share, 4)).toBe(text)
  })
})
