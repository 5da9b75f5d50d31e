import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/ignore/context.js'
import { createMatcher } from '../../src/ignore/matcher.js'
import { namedPaths } from '../../src/ignore/named-paths.js'
import { fileTree, findInTree } from '../../src/model/file-tree.js'

const allowList = ['*', '!src', 'src/Dockerfile', '!go.mod', '!src/Dockerfile', '!.env', '**/.env']

describe('namedPaths', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['keeps what is named', allowList, 'src', true],
    ['keeps what is named behind a denial between', allowList, 'go.mod', true],
    ['does not tell of what lies in a folder that is named', allowList, 'src/main.go', false],
    ['does not tell of what a denial between is about', allowList, 'src/Dockerfile', false],
    ['does not tell of what a denial behind is about', allowList, '.env', false],
    ['minds no denial in front', ['*', 'src', '!src'], 'src', true],
    ['sees a denial of a folder above', ['*', '!a/b', 'a', '!c'], 'a/b', false],
  ])('%s', (_, patterns, path, expected) => {
    expect(namedPaths(createMatcher(patterns))?.(path)).toBe(expected)
  })

  it('tells nothing of a list without exceptions', () => {
    expect(namedPaths(createMatcher(['*', 'src']))).toBeUndefined()
  })

  it('says of nothing that it is kept which a walk does not find', () => {
    let kept = 0
    const anyPart = fc.constantFrom('a', 'b', 'c', '.env', 'd^', 'e f')
    const anyWay = fc.array(anyPart, { minLength: 1, maxLength: 3 }).map((names) => names.join('/'))
    const anyException = fc.oneof({ weight: 4, arbitrary: anyWay }, fc.constantFrom('a/*', 'b/**', '**/d^'))
    const anyDenial = fc.oneof(anyWay, fc.constantFrom('**/.env', 'a/*/b', '**/c', 'b*', '*', 'a/**', '[ab]'))
    const anyLine = fc.oneof({ weight: 3, arbitrary: anyException.map((each) => `!${each}`) }, anyDenial)
    fc.assert(
      fc.property(fc.array(anyWay, { maxLength: 12 }), fc.array(anyLine), (paths, lines) => {
        const tree = fileTree(paths)
        const matcher = createMatcher(['*', ...lines])
        const isNamed = namedPaths(matcher)
        const walked = new Set(contextOf(tree, matcher).map(({ path }) => path))
        for (const line of lines) {
          const path = line.slice(1)
          if (!line.startsWith('!') || isNamed?.(path) !== true || findInTree(tree, path) === undefined) continue
          kept++
          expect(walked.has(path), path).toBe(true)
        }
      }),
      { numRuns: 5000 },
    )
    expect(kept).toBeGreaterThan(500)
  })
})
