import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/ignore/context.js'
import { createMatcher, type Matcher } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { sentTest } from '../../src/ignore/sent.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { fileTree, findInTree } from '../../src/model/file-tree.js'
import { anyIgnoreFile, anyPath, random } from '../support/ignore-fuzz.js'

const orUndefined = <Value>(ask: () => Value): Value | undefined => {
  try {
    return ask()
  } catch (error) {
    if (isGenDockerfileError(error)) return undefined
    throw error
  }
}

const withParents = (path: string): readonly string[] =>
  path.split('/').map((_, index, names) => names.slice(0, index + 1).join('/'))

describe('sentTest', () => {
  it('gives the answers of a walk, for whatever is there', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = random(seed)
        const paths = Array.from({ length: 8 }, () => anyPath(next))
        const tree = fileTree(paths)
        const patterns = parseIgnoreFile(anyIgnoreFile(next, paths)).patterns.map((each) => each.pattern)
        const matcher: Matcher | undefined = orUndefined(() => createMatcher(patterns))
        const walked = matcher && orUndefined(() => new Set(contextOf(tree, matcher).map(({ path }) => path)))
        if (matcher === undefined || walked === undefined) return
        const isSent = sentTest(tree, matcher)
        for (const path of paths.flatMap(withParents)) {
          if (findInTree(tree, path)?.kind !== 'file') continue
          compared++
          expect(
            orUndefined(() => isSent(path)),
            path,
          ).toBe(walked.has(path))
        }
      }),
      { numRuns: 2000 },
    )
    expect(compared).toBeGreaterThan(5000)
  })

  it('gives the answers of a walk for allow-lists', () => {
    let kept = 0
    const anyPart = fc.constantFrom('a', 'b', 'c', '.env', 'd^', 'e f')
    const anyWay = fc.array(anyPart, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
    const anyDenial = fc.oneof(anyWay, fc.constantFrom('**/.env', 'a/*/b', '**/c', 'b*', '*', 'a/**', '[ab]'))
    const anyException = fc.oneof({ weight: 4, arbitrary: anyWay }, fc.constantFrom('a/*', 'b/**', '**/d^'))
    const lists = fc.tuple(fc.array(anyDenial, { maxLength: 2 }), fc.array(anyException), fc.array(anyDenial))
    fc.assert(
      fc.property(fc.array(anyWay, { maxLength: 12 }), lists, (paths, [before, exceptions, after]) => {
        const tree = fileTree(paths)
        const matcher = createMatcher(['*', ...before, ...exceptions.map((each) => `!${each}`), ...after])
        const walked = new Set(contextOf(tree, matcher).map(({ path }) => path))
        const isSent = sentTest(tree, matcher)
        for (const path of paths.flatMap(withParents)) {
          if (findInTree(tree, path)?.kind !== 'file') continue
          if (walked.has(path)) kept++
          expect(isSent(path), path).toBe(walked.has(path))
        }
      }),
      { numRuns: 3000 },
    )
    expect(kept).toBeGreaterThan(1000)
  })

  it('does not tell of what lies behind a link, or is not there', () => {
    const tree = fileTree(['src/main.go', { path: 'link', target: 'src' }])
    const isSent = sentTest(tree, createMatcher(['none']))
    expect(['src', 'src/main.go', 'link', 'link/main.go', 'src/none', 'none'].filter(isSent)).toEqual([
      'src',
      'src/main.go',
    ])
  })
})
