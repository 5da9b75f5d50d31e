import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/ignore/context.js'
import { createMatcher } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { sentTree } from '../../src/ignore/sent-tree.js'
import { isGenDockerfileError } from '../../src/model/error.js'
import { type DirectoryNode, fileTree, findInTree } from '../../src/model/file-tree.js'
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

const pathsIn = ({ entries }: DirectoryNode, prefix = ''): readonly string[] =>
  [...entries].flatMap(([name, node]) => [
    prefix + name,
    ...(node.kind === 'directory' ? pathsIn(node, `${prefix}${name}/`) : []),
  ])

describe('sentTree', () => {
  it('holds what a walk finds, in whatever order it is asked', () => {
    let compared = 0
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const next = random(seed)
        const paths = Array.from({ length: 8 }, () => anyPath(next))
        const tree = fileTree([...paths, { path: 'a link', target: paths[0] ?? '' }, 'nothing/'])
        const patterns = parseIgnoreFile(anyIgnoreFile(next, paths)).patterns.map((each) => each.pattern)
        const matcher = orUndefined(() => createMatcher(patterns))
        const walked = matcher && orUndefined(() => contextOf(tree, matcher))
        if (matcher === undefined || walked === undefined) return
        for (const { path, node } of walked) {
          compared++
          expect(findInTree(sentTree(tree, matcher), path)?.kind, path).toBe(node.kind)
        }
        expect([...pathsIn(sentTree(tree, matcher))].sort()).toEqual(walked.map(({ path }) => path).sort())
      }),
      { numRuns: 2000 },
    )
    expect(compared).toBeGreaterThan(5000)
  })

  it('holds what a walk finds for allow-lists', () => {
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
        const sent = sentTree(tree, matcher)
        for (const path of paths.flatMap(withParents)) {
          if (findInTree(tree, path)?.kind !== 'file') continue
          if (walked.has(path)) kept++
          expect(findInTree(sent, path) !== undefined, path).toBe(walked.has(path))
        }
      }),
      { numRuns: 3000 },
    )
    expect(kept).toBeGreaterThan(1000)
  })

  it('is a map of each folder', () => {
    const { entries } = sentTree(fileTree(['a/b', 'c', 'd']), createMatcher(['d', 'a', '!a/b']))
    expect(entries.size).toBe(2)
    expect([...entries.keys()]).toEqual(['a', 'c'])
    expect([...entries.values()].map(({ kind }) => kind)).toEqual(['directory', 'file'])
    expect([entries.has('c'), entries.has('d'), entries.has('e')]).toEqual([true, false, false])
    const visited: string[] = []
    entries.forEach((_, name) => visited.push(name))
    expect(visited).toEqual(['a', 'c'])
  })

  it('does not look into a folder that nobody asks about', () => {
    const closed: DirectoryNode = {
      kind: 'directory',
      get entries(): never {
        throw new Error('This folder is not to be read.')
      },
    }
    const tree: DirectoryNode = {
      kind: 'directory',
      entries: new Map([
        ['closed', closed],
        ['open', fileTree(['x'])],
      ]),
    }
    expect(findInTree(sentTree(tree, createMatcher(['*', '!*/x'])), 'open/x')?.kind).toBe('file')
  })
})
