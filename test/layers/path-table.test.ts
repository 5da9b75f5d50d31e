import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pathInterner } from '../../src/layers/intern-path.js'
import { createPathTable } from '../../src/layers/path-table.js'

describe('createPathTable', () => {
  it('gives each path one number, and its bytes back', () => {
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 6 })
      .filter((bytes) => !bytes.some((byte) => byte === 0x2f || byte === 0x2e))
    const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.map((each) => Buffer.from(each)))
    fc.assert(
      fc.property(fc.array(path, { maxLength: 30 }), (paths) => {
        const table = createPathTable()
        const intern = pathInterner(table)
        const known = new Map<string, number>()
        for (const parts of [...paths, ...paths]) {
          const bytes = Buffer.concat(parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from('/'), part])))
          const number = intern(bytes)
          expect(table.bytes(number).equals(bytes)).toBe(true)
          expect(known.get(bytes.toString('hex')) ?? number).toBe(number)
          known.set(bytes.toString('hex'), number)
          expect(table.parent(number)).toBeLessThan(number)
        }
        expect(new Set(known.values()).size).toBe(known.size)
      }),
    )
  })

  it('grows, and finds the paths of another table', () => {
    const [one, two] = [createPathTable(), createPathTable()]
    const intern = pathInterner(one)
    const other = pathInterner(two)
    for (let index = 0; index < 5000; index++) intern(Buffer.from(`d${index % 7}/f${index}`))
    for (let index = 4999; index >= 0; index--) other(Buffer.from(`d${index % 7}/f${index}`))
    expect([one.count(), two.count()]).toEqual([5008, 5008])
    const path = intern(Buffer.from('d3/f3'))
    const parent = two.find(0, one, one.parent(path))
    expect(two.bytes(two.find(parent, one, path)).toString()).toBe('d3/f3')
    expect(two.find(0, one, path)).toBe(-1)
    const children: string[] = []
    for (let child = one.first(0); child >= 0; child = one.next(child)) children.push(one.bytes(child).toString())
    expect(children.sort()).toEqual(['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6'])
  })
})

describe('pathInterner', () => {
  it.each<[path: string, clean: string | undefined]>([
    ['a/b', 'a/b'],
    ['./a/b', 'a/b'],
    ['/a//b/', 'a/b'],
    ['a/./b', 'a/b'],
    ['a/c/../b', 'a/b'],
    ['.', ''],
    ['', ''],
    ['a/..', ''],
    ['..', undefined],
    ['a/../../b', undefined],
    ['../a', undefined],
    ['...', '...'],
    ['.a', '.a'],
  ])('%s', (path, clean) => {
    const table = createPathTable()
    const intern = pathInterner(table)
    for (const before of ['', 'a/x', 'a/c/x', '../']) {
      if (before !== '') intern(Buffer.from(before))
      const number = intern(Buffer.from(path))
      expect(number < 0 ? undefined : table.bytes(number).toString()).toBe(clean)
    }
  })
})
