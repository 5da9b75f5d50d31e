import { Script } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DirectorySummary } from '../../../src/context/directory-summary.js'
import { contextPage } from '../../../src/report/context/html.js'
import { renderTemplate } from '../../../src/scaffold/templates.js'
import { summaryOf } from './support.js'

type Node = readonly [name: string | null, bytes: number, files: number, children?: readonly Node[]]

const pageData = (summary: DirectorySummary, context = '.') =>
  contextPage({
    context,
    patterns: 0,
    contents: { totals: summary, summary, largest: [], files: [], directories: [], findings: [] },
    why: [],
  })

const rootOf = (summary: DirectorySummary): Node => JSON.parse(pageData(summary).data).root

const each = (node: Node, visit: (node: Node) => void): void => {
  visit(node)
  for (const child of node[3] ?? []) each(child, visit)
}

describe('contextPage', () => {
  it('is a tree, the largest first', () => {
    expect(rootOf(summaryOf({ 'a/b': 1, 'a/c': 2, d: 5 }))).toEqual([
      '',
      8,
      3,
      [
        ['d', 5, 1],
        [
          'a',
          3,
          2,
          [
            ['c', 2, 1],
            ['b', 1, 1],
          ],
        ],
      ],
    ])
  })

  it('says how much it does not name', () => {
    expect(rootOf(summaryOf({ 'a/b': 1, 'a/c': 2, 'a/d': 3 }, 1))[3]).toEqual([
      [
        'a',
        6,
        3,
        [
          ['d', 3, 1],
          [null, 3, 2],
        ],
      ],
    ])
  })

  it('adds up everywhere', () => {
    const path = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 4 })
      .map((names) => `${names.join('/')}/f`)
    fc.assert(
      fc.property(fc.dictionary(path, fc.nat(1000), { maxKeys: 40 }), fc.nat(5), (files, filesEach) => {
        each(rootOf(summaryOf(files, filesEach)), ([, bytes, count, children]) => {
          if (children === undefined) return
          expect(children.reduce((sum, child) => sum + child[1], 0)).toBe(bytes)
          expect(children.reduce((sum, child) => sum + child[2], 0)).toBe(count)
        })
      }),
    )
  })

  it.each([
    ['of many sizes', (index: number) => index],
    ['all of one size', () => 7],
  ])('stays small with 200,000 files %s', (_, sizeOf) => {
    const files = Object.fromEntries(
      Array.from({ length: 200_000 }, (_each, index) => [
        `directory-${index % 1000}/file-with-a-name-${index}.ts`,
        sizeOf(index),
      ]),
    )
    const summary = summaryOf(files, 500)
    const { data } = pageData(summary)
    expect(data.length).toBeLessThan(1_000_000)
    expect(rootOf(summary).slice(1, 3)).toEqual([summary.bytes, 200_000])
  })
})

describe('the page', () => {
  const hostile = '</script><script>alert(1)</script><!--&\u2028.ts'.replaceAll('/', ':')
  const page = renderTemplate(
    'treemap.html.hbs',
    pageData(summaryOf({ [hostile]: 1 }), '../</script><img src=x onerror=alert(1)>'),
  )

  it('takes names for text', () => {
    expect(page.match(/<script/g)).toHaveLength(2)
    expect(page).not.toContain('<img')
    const data = /<script type="application\/json" id="data">(.*)<\/script>/.exec(page)?.[1] ?? ''
    expect(JSON.parse(data)).toMatchObject({
      name: '../</script><img src=x onerror=alert(1)>',
      root: ['', 1, 1, [[hostile, 1, 1]]],
    })
    expect(page).not.toContain('innerHTML')
  })

  it('asks nobody for anything', () => {
    expect(page).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"`,
    )
    expect(page).not.toMatch(/https?:|@import|url\(|fetch\(|XMLHttp|<link(?! rel="icon" href="data:,")/)
  })

  const script = /<script>\n([^]*)<\/script>/.exec(page)?.[1] ?? ''

  it('has a script that compiles', () => {
    expect(() => new Script(script)).not.toThrow()
  })

  it('lays tiles out side by side, in proportion', () => {
    const source = /const squarify = [^]*?\n}\n/.exec(script)?.[0] ?? ''
    const squarify: unknown = new Script(`${source}squarify`).runInThisContext()
    if (typeof squarify !== 'function') throw new Error('The page has no squarify.')
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 30 }), (sizes) => {
        const nodes = sizes.sort((left, right) => right - left).map((bytes) => ['', bytes, 1])
        const box = { x: 10, y: 20, width: 300, height: 200 }
        const total = sizes.reduce((sum, bytes) => sum + bytes, 0)
        const tiles: readonly { node: Node; x: number; y: number; width: number; height: number }[] = squarify(
          nodes,
          box,
        )
        expect(tiles.length === 0).toBe(total === 0)
        for (const { node, x, y, width, height } of tiles) {
          expect(width * height).toBeCloseTo((node[1] / total) * 60_000, 3)
          expect(x).toBeGreaterThanOrEqual(10 - 1e-6)
          expect(y).toBeGreaterThanOrEqual(20 - 1e-6)
          expect(x + width).toBeLessThanOrEqual(310 + 1e-6)
          expect(y + height).toBeLessThanOrEqual(220 + 1e-6)
        }
      }),
    )
  })
})
