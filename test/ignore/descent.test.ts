import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { descend, type Level } from '../../src/ignore/descent.js'
import { parentsOf } from '../../src/ignore/go-path.js'
import { createMatcher, type Matcher, type ParentMatches } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { anyIgnoreFile, anyPath, random } from '../support/ignore-fuzz.js'

/** What the matcher itself says, directory by directory. */
const byMatcher = (matcher: Matcher, path: string): boolean => {
  let matches: ParentMatches | undefined
  for (const parent of parentsOf(path)) matches = matcher.excludesBelow(parent, matches).matches
  return matcher.excludesBelow(path, matches).excluded
}

const names = (path: string) => [path.split('/').slice(0, -1), path.split('/').at(-1) ?? ''] as const

const levelOf = (root: Level, directories: readonly string[]): Level =>
  directories.reduce((level, name) => level.enter(name).level, root)

const orError = (ask: () => boolean): boolean | 'error' => {
  try {
    return ask()
  } catch (error) {
    if (isGenDockerfileError(error)) return 'error'
    throw error
  }
}

describe('descend', () => {
  it('gives the answers of the matcher, for files and directories', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = random(seed)
        const paths = Array.from({ length: 8 }, () => anyPath(next))
        const patterns = parseIgnoreFile(anyIgnoreFile(next, paths)).patterns.map((each) => each.pattern)
        let matcher: Matcher
        try {
          matcher = createMatcher(patterns)
        } catch {
          return
        }
        const { root, excludes } = descend(matcher)
        for (const path of paths) {
          const expected = orError(() => byMatcher(matcher, path))
          const [directories, name] = names(path)
          expect(orError(() => excludes(levelOf(root, directories).decide(name)))).toBe(expected)
          expect(orError(() => excludes(levelOf(root, directories).enter(name).decidedBy))).toBe(expected)
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each<[patterns: string[], path: string, by: number]>([
    [['*.log', '!keep.log'], 'keep.log', 1],
    [['*.log', '!keep.log'], 'a.log', 0],
    [['*.log', '!keep.log'], 'a.txt', -1],
    [['dist/**'], 'dist', -1],
    [['dist/**'], 'dist/a/b', 0],
    [['node_modules', '**/node_modules'], 'node_modules/a/b', 0],
    [['**/node_modules', '!a/node_modules/x'], 'a/node_modules/x/y', 1],
    // The inner pattern is not evaluated while the outer one holds, and so does not count below.
    [['a', '!a/b/c', 'a/b'], 'a/b/c', 1],
    [['**/*.min.js'], 'x/app.min.js', 0],
    [['*.log'], '.log', 0],
    [['*.log'], 'log', -1],
    [['test-*.ts', '*'], 'test-', 1],
    [['**/test-*.ts'], 'a/test-x.ts', 0],
    [['**/src/**/gen'], 'p/src/a/gen', 0],
    [['packages/*/dist'], 'packages/a/dist/x', 0],
    [['a|b*'], 'a', 0],
  ])('%j on %s: pattern %i decides', (patterns, path, by) => {
    const [directories, name] = names(path)
    const { root } = descend(createMatcher(patterns))
    expect(levelOf(root, directories).decide(name)).toBe(by)
    expect(levelOf(root, directories).enter(name).decidedBy).toBe(by)
  })

  it.each<[patterns: string[], path: string, prunes: boolean]>([
    [['*'], 'a', true],
    [['*', '!a/b/c'], 'a', false],
    [['*', '!a/b/c'], 'a/b/c', false],
    [['*', '!a/b/c'], 'a/b/c/d', true],
    [['*', '!a/b/c'], 'b', true],
    [['*', '!a/**'], 'a', false],
    [['*', '!ab', '!a-b/c'], 'a', true],
    [['*', '!**/c'], 'a', false],
    [['*', '!a/*/c'], 'b', false],
  ])('%j: %s is left unread: %s', (patterns, path, prunes) => {
    expect(descend(createMatcher(patterns)).prunes(path)).toBe(prunes)
  })

  it('meets few of many patterns', () => {
    const patterns = Array.from({ length: 10_000 }, (_, index) => [
      `**/name${index}`,
      `!a/b${index}/**`,
      `*.e${index}`,
      `**/begin${index}-*-end`,
    ])
    const { root, excludes } = descend(createMatcher(patterns.flat()))
    const names = Array.from({ length: 100_000 }, (_, index) => `begin${index}-x`)
    expect(names.filter((name) => excludes(root.decide(name)))).toEqual([])
    expect(excludes(root.decide('begin77-x-end'))).toBe(true)
    expect(excludes(root.decide('x.e77'))).toBe(true)
  })
})
