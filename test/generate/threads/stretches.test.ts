import fc from 'fast-check'
import { expect, it } from 'vitest'
import { batchesOf } from '../../../src/generate/threads/batches.js'
import { sendServices } from '../../../src/generate/threads/sent-source.js'
import { partOf, stretchesOf } from '../../../src/generate/threads/stretches.js'

const service = (place: number) => ({
  place,
  source: { file: `/${place}/dockerfile.ts`, folder: `/${place}`, root: '/', display: (file: string) => file },
})

it('puts what batches made into the order of the services', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ isForeseen: fc.boolean(), made: fc.nat(3) })), (kinds) => {
      const of = (isForeseen: boolean) =>
        kinds.flatMap((kind, place) => (kind.isForeseen === isForeseen ? [service(place)] : []))
      const foreseen = batchesOf(of(true), 1, 0)
      const batches = [...foreseen, ...batchesOf(of(false), 1, foreseen.length)]
      expect(batches.map(({ number }) => number)).toEqual([...batches.keys()])
      // A thread makes so many things of each service, and notes how many there are after each stretch.
      const made = batches.map(({ services }) => {
        const lists: string[] = []
        const ends: { lists: number }[] = []
        sendServices(services).forEach(({ folder, beginsStretch }, index) => {
          if (beginsStretch === true) ends.push({ lists: lists.length })
          const { made: count = 0 } = kinds[services[index]?.place ?? -1] ?? {}
          for (let each = 0; each < count; each++) lists.push(`${folder} ${each}`)
        })
        return { lists, ends: [...ends, { lists: lists.length }] }
      })
      const all = stretchesOf(batches).flatMap(({ batch, index }) =>
        partOf(made[batch]?.lists ?? [], 'lists', made[batch]?.ends, index),
      )
      expect(all).toEqual(
        kinds.flatMap((kind, place) => Array.from({ length: kind.made }, (_, each) => `/${place} ${each}`)),
      )
    }),
  )
})

it('takes a batch without ends for one stretch', () => {
  expect(partOf(['a', 'b'], 'list', undefined, 0)).toEqual(['a', 'b'])
  expect(partOf([], 'list', undefined, 3)).toEqual([])
})
