import { expect, it } from 'vitest'
import { compareBytes, parentsOf } from '../../src/ignore/go-path.js'
import { copyParts } from '../../src/ignore/source-path.js'
import { takenBy, takesAnything } from '../../src/ignore/taken.js'
import { fileTree } from '../../src/model/file-tree.js'
import { anyPattern, anyTree, random, type Reply } from '../support/ignore-fuzz.js'
import { describeWithOracle, type Oracle } from '../support/oracle.js'

interface Copied {
  readonly pattern: string
  readonly paths: readonly string[]
}

/** The pattern for BuildKit's matcher; absent for the whole context. */
const includeOf = (path: string): string | undefined => copyParts({ kind: 'copy', path, parents: true }).include

/** What `COPY --parents` takes: BuildKit looks at every path, and asks its matcher of ignore files whether the pattern names it. */
const takenByDocker = async (
  oracle: Oracle,
  copies: readonly Copied[],
): Promise<readonly (readonly string[] | undefined)[]> => {
  const questions = copies.map(({ pattern, paths }) => {
    return { patterns: [includeOf(pattern) ?? ''], paths }
  })
  const replies = await oracle.request<Reply>(questions)
  return replies.map(({ paths = {}, error }) => {
    const answers = Object.entries(paths)
    if (error !== undefined || answers.some(([, answer]) => answer.error !== undefined)) return undefined
    return answers.flatMap(([path, { excluded, usingParentResults = excluded }]) => (usingParentResults ? [path] : []))
  })
}

const wholeOf = (paths: readonly string[]): readonly string[] => [
  ...new Set(paths.flatMap((path) => [...parentsOf(path), path])),
]

describeWithOracle('ignore-oracle', (oracle) => {
  const files = ['a/x', 'a/y/x', 'ab', 'b/x', 'cb/x', 'x', 'c/d/b/x', 'd/bb/x', 'a|b/x', 'a{2}/x']

  it.each<[pattern: string, taken: readonly string[]]>([
    ['a/*|b/x', ['a/x', 'a/y', 'a/y/x', 'a|b/x', 'b/x', 'c/d/b/x', 'cb/x', 'd/bb/x']],
    ['a|b/x', ['a|b/x']],
    ['x|*/b/x', ['c/d/b/x', 'x']],
    ['d/{0}b*', []],
    ['d/b{2}/*', ['d/bb/x']],
    ['a{2}/x', ['a{2}/x']],
    ['c/?/b/x', ['c/d/b/x']],
  ])('agrees on COPY --parents %s', async (pattern, expected) => {
    const source = { kind: 'copy', path: pattern, parents: true } as const
    const [taken = []] = await takenByDocker(oracle, [{ pattern, paths: wholeOf(files) }])
    expect(taken.toSorted(compareBytes)).toEqual(expected)
    expect(takenBy(fileTree(files), source)).toEqual(expected)
    expect(takesAnything(fileTree(files), source)).toBe(expected.length > 0)
  })

  it.each(Array.from({ length: 10 }, (_, index) => 1 + index))('agrees on random patterns: seed %i', async (seed) => {
    const next = random(seed)
    const items = anyTree(next).filter(({ target }) => target === undefined)
    const tree = fileTree(items)
    const paths = wholeOf(items.map(({ path }) => path.replace(/\/$/, '')))
    const copies = Array.from({ length: 200 }, () => ({ pattern: anyPattern(next), paths })).filter(
      ({ pattern }) => !pattern.includes('/./') && includeOf(pattern) !== undefined,
    )
    const answers = await takenByDocker(oracle, copies)
    const different = copies.flatMap(({ pattern }, index) => {
      const theirs = answers[index]
      if (theirs === undefined) return []
      const ours = takenBy(tree, { kind: 'copy', path: pattern, parents: true })
      return JSON.stringify(ours) === JSON.stringify(theirs.toSorted(compareBytes)) ? [] : [{ pattern, ours, theirs }]
    })
    expect(different).toEqual([])
  })
})
