import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WorkspaceMember } from '../../../src/project/common-facts.js'
import { listedMembers, workspaceGraph } from '../../../src/project/workspaces/closure.js'

const member = (
  dir: string,
  dependencies: readonly string[] = [],
  devDependencies: readonly string[] = [],
): WorkspaceMember => ({ name: dir, dir, manifest: `${dir}/package.json`, dependencies, devDependencies })
const dirs = (members: readonly WorkspaceMember[]): readonly string[] => members.map(({ dir }) => dir)

describe('workspaceGraph', () => {
  const members = listedMembers([
    member('web', ['ui'], ['tools']),
    member('api', ['db', 'gone']),
    member('db', ['log'], ['tools']),
    member('log', ['db']),
    member('ui'),
    member('tools', ['log']),
    member('.'),
    member('-x'),
  ])
  const graph = workspaceGraph(members)

  it('sorts by folder, the root first', () => {
    expect(dirs(graph.members)).toEqual(['.', '-x', 'api', 'db', 'log', 'tools', 'ui', 'web'])
  })

  it.each([
    ['api', ['api', 'db', 'log'], ['api', 'db', 'log', 'tools']],
    ['log', ['db', 'log'], ['db', 'log', 'tools']],
    ['web', ['ui', 'web'], ['db', 'log', 'tools', 'ui', 'web']],
    ['ui', ['ui'], ['ui']],
    ['none', [], []],
  ])('%s', (dir, production, build) => {
    expect(dirs(graph.production(dir))).toEqual(production)
    expect(dirs(graph.build(dir))).toEqual(build)
  })

  it.each([
    [['tools'], ['api', 'db', 'log', 'tools', 'web']],
    [
      ['ui', 'api'],
      ['api', 'ui', 'web'],
    ],
    [['none'], []],
    [[], []],
  ])('what needs %j', (starts, expected) => {
    expect(dirs(graph.dependents(starts))).toEqual(expected)
  })
})

it('reads the members of a closure and no others', () => {
  const read: string[] = []
  const { member: known, all } = listedMembers([
    member('web', ['ui']),
    member('ui', ['log']),
    member('log'),
    member('db'),
  ])
  const graph = workspaceGraph({
    all,
    member: (dir) => {
      read.push(dir)
      return known(dir)
    },
  })
  graph.build('web')
  expect(read).toEqual(['web', 'ui', 'log'])
})

/** Warshall: what each reaches, without a search. */
const naive = (count: number, edges: readonly (readonly number[])[]): readonly (readonly boolean[])[] => {
  const reach = Array.from({ length: count }, (_, from) =>
    Array.from({ length: count }, (__, to) => from === to || (edges[from]?.includes(to) ?? false)),
  )
  for (let via = 0; via < count; via++) {
    for (const row of reach) {
      if (row[via] !== true) continue
      for (let to = 0; to < count; to++) row[to] ||= reach[via]?.[to] === true
    }
  }
  return reach
}

describe('a closure', () => {
  const graphs = fc
    .integer({ min: 1, max: 14 })
    .chain((count) =>
      fc.array(
        fc.tuple(
          fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 4 }),
          fc.array(fc.integer({ min: 0, max: count - 1 }), { maxLength: 2 }),
        ),
        { minLength: count, maxLength: count },
      ),
    )

  it('is what can be reached, and dependents are the way back', () => {
    fc.assert(
      fc.property(graphs, (edges) => {
        const name = (index: number): string => String.fromCharCode(97 + index)
        const graph = workspaceGraph(
          listedMembers(edges.map(([needs, dev], index) => member(name(index), needs.map(name), dev.map(name)))),
        )
        const production = naive(
          edges.length,
          edges.map(([needs]) => needs),
        )
        const build = naive(
          edges.length,
          edges.map(([needs, dev]) => [...needs, ...dev]),
        )
        const row = (reach: readonly boolean[] = []): readonly string[] =>
          reach.flatMap((is, index) => (is ? [name(index)] : []))
        edges.forEach((_, index) => {
          expect(dirs(graph.production(name(index)))).toEqual(row(production[index]))
          expect(dirs(graph.build(name(index)))).toEqual(row(build[index]))
          expect(dirs(graph.dependents([name(index)]))).toEqual(row(build.map((reach) => reach[index] === true)))
        })
      }),
    )
  })
})
