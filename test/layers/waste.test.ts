import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listLayer } from '../../src/layers/layer-listing.js'
import { createPathTable } from '../../src/layers/path-table.js'
import { stackLayers } from '../../src/layers/stack.js'
import { createTarScanner } from '../../src/layers/tar-scanner.js'
import { wasteOf } from '../../src/layers/waste.js'
import { type TarItem, tarOf } from '../support/saved-image.js'
import { file, wasteCases } from './waste-cases.js'

const stackOf = (layers: readonly (readonly TarItem[])[]) => {
  const table = createPathTable()
  const listings = layers.map((items) => {
    const listing = listLayer(table, false)
    const scanner = createTarScanner(listing.visitor)
    scanner.write(tarOf(items))
    expect(scanner.end()).toBeUndefined()
    return listing.result()
  })
  return { table, stack: stackLayers(table, listings) }
}

describe('wasteOf', () => {
  it.each(Object.entries(wasteCases))('%s', (_, { layers, wasted, efficiency, hidden, dive }) => {
    const { table, stack } = stackOf(layers)
    const waste = wasteOf(table, stack, 10)
    expect(Object.fromEntries(waste.wasted.map(({ path, bytes }) => [path, bytes]))).toEqual(wasted)
    expect(waste.wastedFiles).toBe(Object.keys(wasted).length)
    expect(waste.wastedBytes).toBe(Object.values(wasted).reduce((sum, bytes) => sum + bytes, 0))
    expect(waste.efficiency).toBeCloseTo(efficiency, 12)
    expect(stack.byLayer.reduce((sum, each) => sum + each.hidden, 0)).toBe(hidden)
    if (dive === undefined) return
    expect({ ...waste.dive, bytes: stack.byLayer.reduce((sum, each) => sum + each.bytes, 0) }).toEqual({
      bytes: dive.bytes,
      efficiency: dive.efficiency,
      wastedBytes: dive.wasted,
    })
  })
})

type Change = readonly [kind: 'write' | 'delete' | 'clear', path: string, bytes: number]

const paths = ['a/x', 'a/y', 'a/b/x', 'b/x', 'c']

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.constant('write' as const), fc.constantFrom(...paths), fc.integer({ min: 1, max: 50 })),
  fc.tuple(fc.constant('delete' as const), fc.constantFrom(...paths, 'a', 'a/b', 'b'), fc.constant(0)),
  fc.tuple(fc.constant('clear' as const), fc.constantFrom('a', 'a/b', 'b'), fc.constant(0)),
)

const itemOf = ([kind, path, bytes]: Change): TarItem => {
  if (kind === 'write') return file(path, bytes)
  if (kind === 'clear') return { name: `${path}/.wh..wh..opq` }
  const slash = path.lastIndexOf('/') + 1
  return { name: `${path.slice(0, slash)}.wh.${path.slice(slash)}` }
}

/** The same, done with files by name. */
const byHand = (layers: readonly (readonly Change[])[]) => {
  const there = new Map<string, number>()
  let stored = 0
  for (const changes of layers) {
    for (const [kind, path] of changes) {
      for (const each of there.keys()) {
        const isGone = each.startsWith(`${path}/`) || (kind === 'delete' && each === path)
        if (kind !== 'write' && isGone) there.delete(each)
      }
    }
    for (const [kind, path, bytes] of changes) {
      if (kind !== 'write') continue
      stored += bytes
      there.set(path, bytes)
    }
  }
  const visible = [...there.values()].reduce((sum, bytes) => sum + bytes, 0)
  return { there, stored, visible }
}

describe('stackLayers', () => {
  it('shows what a file system made of the layers has', () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 6 }), (layers) => {
        const { table, stack } = stackOf(layers.map((changes) => changes.map(itemOf)))
        const { there, stored, visible } = byHand(layers)
        const found = new Map<string, number>()
        for (let path = 1; path < table.count(); path++) {
          if (stack.layers[path] !== 0) found.set(table.bytes(path).toString(), stack.sizes[path] ?? -1)
        }
        expect(new Map([...found].sort())).toEqual(new Map([...there].sort()))
        expect(stack.byLayer.reduce((sum, each) => sum + each.bytes, 0)).toBe(stored)
        expect(stack.byLayer.reduce((sum, each) => sum + each.hidden, 0)).toBe(stored - visible)
        const { wastedBytes, efficiency, dive } = wasteOf(table, stack, 3)
        expect(efficiency).toBeGreaterThanOrEqual(0)
        expect(efficiency).toBeLessThanOrEqual(1)
        // What is stored twice in one archive is one file for dive.
        const twice = layers.some(
          (changes) => new Set(changes.map(([kind, path]) => kind + path)).size < changes.length,
        )
        if (!twice) expect(wastedBytes).toBeGreaterThanOrEqual(stored - visible)
        expect(wastedBytes).toBeGreaterThanOrEqual(dive.wastedBytes)
      }),
      { numRuns: 500 },
    )
  })
})
