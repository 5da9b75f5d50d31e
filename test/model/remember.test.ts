import { expect, it } from 'vitest'
import { remember, rememberOf } from '../../src/model/remember.js'

it('asks once about a text, also when the answer is nothing', () => {
  const asked: string[] = []
  const half = remember((text) => {
    asked.push(text)
    return text.length % 2 === 0 ? text.slice(text.length / 2) : undefined
  })
  expect(['abcd', 'abc', '', 'ab'.concat('cd'), 'abc', '\ud800x'].map(half)).toEqual([
    'cd',
    undefined,
    '',
    'cd',
    undefined,
    'x',
  ])
  expect(asked).toEqual(['abcd', 'abc', '', '\ud800x'])
})

it('answers right after it has forgotten', () => {
  const length = remember((text) => text.length)
  for (let index = 0; index < 50_000; index++) expect(length(`${index}`)).toBe(`${index}`.length)
  expect(length('7')).toBe(1)
})

it('asks once about an object', () => {
  let asked = 0
  const sizeOf = rememberOf((list: readonly string[]) => {
    asked++
    return list.length
  })
  const list = ['a', 'b']
  expect([list, list, [], ['a', 'b']].map(sizeOf)).toEqual([2, 2, 0, 2])
  expect(asked).toBe(3)
})
