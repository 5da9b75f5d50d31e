import { describe, expect, it } from 'vitest'
import type { Answer } from '../../src/disk/looks.js'
import { openMemory } from '../../src/disk/memory.js'

const known = (answer: Answer) => ({ seen: { look: 'start', path: '/', answer: '' }, answer }) as const

const text = (length: number): Answer => ({ kind: 'text', text: 'x'.repeat(length), truncated: false })

describe('what a thread remembers of the disk', () => {
  it('is what was asked for of late', () => {
    const memory = openMemory()
    memory.set('often', known(''))
    for (let index = 0; index < 20_000; index++) {
      memory.set(String(index), known([]))
      if (index % 1000 === 0) expect(memory.get('often')).toEqual(known(''))
    }
    expect(memory.get('19999')).toEqual(known([]))
    expect(memory.get('0')).toBeUndefined()
  })

  it.each([
    ['a list', [], true],
    ['a short text', text(8192), true],
    ['a long text', text(8193), false],
    ['nothing', { kind: 'missing' }, true],
  ] as const)('is little: %s', (_, answer, isKept) => {
    const memory = openMemory()
    memory.set('key', known(answer))
    expect(memory.get('key')?.answer).toBe(isKept ? answer : undefined)
    memory.forget('key')
    expect(memory.get('key')).toBeUndefined()
  })
})
