import type { TarItem } from '../support/saved-image.js'

/** An image, what of it is wasted, and what dive 0.13.1 says about it. */
export interface WasteCase {
  readonly layers: readonly (readonly TarItem[])[]
  /** Paths and the bytes that they waste, the largest first. */
  readonly wasted: Readonly<Record<string, number>>
  readonly efficiency: number
  readonly hidden: number
  /** `undefined` where dive gives up. */
  readonly dive: { readonly bytes: number; readonly efficiency: number; readonly wasted: number } | undefined
}

/** A file of so many bytes. */
export const file = (name: string, bytes: number): TarItem => ({ name, content: 'x'.repeat(bytes) })

const directory = (name: string): TarItem => ({ name: `${name}/` })

export const wasteCases: Readonly<Record<string, WasteCase>> = {
  'one layer': {
    layers: [[directory('a'), file('a/x', 100), file('y', 50)]],
    wasted: {},
    efficiency: 1,
    hidden: 0,
    dive: { bytes: 150, efficiency: 1, wasted: 0 },
  },
  'a file written over': {
    layers: [[file('x', 100), file('y', 300)], [file('x', 50)], [file('x', 50)]],
    wasted: { x: 200 },
    efficiency: 0.7,
    hidden: 150,
    dive: { bytes: 500, efficiency: 0.7, wasted: 200 },
  },
  'a file deleted': {
    layers: [[file('x', 100), file('y', 300)], [{ name: '.wh.x' }]],
    wasted: { x: 100 },
    efficiency: 0.75,
    hidden: 100,
    dive: { bytes: 400, efficiency: 0.75, wasted: 100 },
  },
  'a file in a folder deleted, and there again': {
    layers: [
      [directory('a'), file('a/x', 100), file('y', 300)],
      [directory('a'), { name: 'a/.wh.x' }],
      [directory('a'), file('a/x', 100)],
    ],
    wasted: { 'a/x': 200 },
    efficiency: 0.6,
    hidden: 100,
    dive: { bytes: 500, efficiency: 0.6, wasted: 200 },
  },
  'a folder deleted': {
    layers: [
      [directory('a'), directory('a/b'), file('a/x', 100), file('a/b/y', 200), file('z', 300)],
      [{ name: '.wh.a' }],
    ],
    wasted: { 'a/b/y': 200, 'a/x': 100 },
    efficiency: 0.5,
    hidden: 300,
    dive: { bytes: 600, efficiency: 1, wasted: 0 },
  },
  'a folder deleted, and its name there again': {
    layers: [
      [directory('a'), file('a/x', 100), file('z', 300)],
      [{ name: '.wh.a' }],
      [directory('a'), file('a/x', 100)],
    ],
    wasted: { 'a/x': 200 },
    efficiency: 0.6,
    hidden: 100,
    dive: { bytes: 500, efficiency: 0.8333333333333334, wasted: 200 },
  },
  'an opaque folder': {
    layers: [
      [directory('a'), file('a/x', 100), file('a/y', 200), file('z', 300)],
      [directory('a'), { name: 'a/.wh..wh..opq' }, file('a/y', 50)],
    ],
    wasted: { 'a/y': 250, 'a/x': 100 },
    efficiency: 300 / 650,
    hidden: 300,
    dive: { bytes: 650, efficiency: 0.6923076923076923, wasted: 250 },
  },
  'a file in place of a folder': {
    layers: [[directory('a'), file('a/x', 100)], [file('a', 10)]],
    wasted: { 'a/x': 100 },
    efficiency: 10 / 110,
    hidden: 100,
    dive: { bytes: 110, efficiency: 1, wasted: 0 },
  },
  'a folder in place of a file': {
    layers: [
      [file('a', 100), file('y', 100)],
      [directory('a'), file('a/x', 10)],
    ],
    wasted: { a: 100 },
    efficiency: 110 / 210,
    hidden: 100,
    dive: { bytes: 210, efficiency: 1, wasted: 0 },
  },
  'links and devices': {
    layers: [
      [
        file('x', 100),
        { name: 'h', type: '1', link: 'x' },
        { name: 's', type: '2', link: 'x' },
        { name: 'p', type: '6' },
      ],
      [
        { name: 'x', type: '1', link: 'h' },
        { name: 's', type: '2', link: 'y' },
      ],
    ],
    wasted: { x: 100 },
    efficiency: 0,
    hidden: 100,
    dive: { bytes: 100, efficiency: 0, wasted: 100 },
  },
  'a path twice in one layer': {
    layers: [[file('x', 100), file('x', 40), file('y', 60)]],
    wasted: {},
    efficiency: 1,
    hidden: 100,
    dive: { bytes: 200, efficiency: 1, wasted: 0 },
  },
  'spellings of one path': {
    layers: [[file('./a/x', 100)], [file('/a//x', 100)], [file('a/b/../x', 100)]],
    wasted: { 'a/x': 300 },
    efficiency: 1 / 3,
    hidden: 200,
    dive: { bytes: 300, efficiency: 0.3333333333333333, wasted: 300 },
  },
  'empty folders': {
    layers: [[directory('a')], [directory('a')], [file('a', 10)]],
    wasted: { a: 10 },
    efficiency: 0,
    hidden: 0,
    dive: { bytes: 10, efficiency: 0, wasted: 10 },
  },
  'marks of the storage': {
    layers: [[directory('.wh..wh.plnk'), file('.wh..wh.aufs', 0), file('x', 10)]],
    wasted: {},
    efficiency: 1,
    hidden: 0,
    dive: { bytes: 10, efficiency: 1, wasted: 0 },
  },
  'the deletion of what never was': {
    layers: [[file('x', 10)], [{ name: '.wh.y' }, file('z', 5)]],
    wasted: {},
    efficiency: 1,
    hidden: 0,
    dive: undefined,
  },
}
