import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinPath, leaves } from '../../src/project/path.js'

const anyPath = fc
  .array(fc.constantFrom('a', 'b.c', '.', '..', '...', '', '..x'), { maxLength: 5 })
  .map((names) => names.join('/'))

/** Absolute paths are taken as relative, and nothing ends in a slash. */
const normal = (path: string): string => posix.normalize(`./${path}`).replace(/(?<=.)\/$/, '') || '.'

describe('joinPath', () => {
  it('normalises as Node does, whatever is joined', () => {
    fc.assert(
      fc.property(fc.array(anyPath, { minLength: 1, maxLength: 3 }), (paths) => {
        expect(joinPath(...paths)).toBe(normal(paths.join('/')))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    ['../..', 'a/b', '../../a/b'],
    ['..', 'a', '../a'],
    ['.../..', 'a', 'a'],
    ['../.a', 'b', '../.a/b'],
  ])('of %s and %s is %s', (first, second, expected) => {
    expect(joinPath(first, second)).toBe(expected)
  })
})

describe('leaves', () => {
  it('tells whether the normal path begins with the folder above', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        expect(leaves(path)).toBe(/^\.\.(?:\/|$)/.test(normal(path)))
      }),
      { numRuns: 5000 },
    )
  })
})
