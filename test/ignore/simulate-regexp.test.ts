import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseGoRegexp } from '../../src/ignore/go-regexp.js'
import { runRegexp } from '../../src/ignore/run-regexp.js'
import { simulate } from '../../src/ignore/simulate-regexp.js'

const atoms = [
  'a',
  'b',
  '/',
  '\\.',
  '[^/]*',
  '[^/]',
  '(.*/)?',
  '[ab]',
  '[^a]*',
  '\\d',
  '\\b',
  '\\B',
  '|',
  'a{2}',
  'b{1,}',
  '[ab]{0,2}',
  '\\pL',
  'é',
  '^',
  '$',
]

it('gives the answer of the backtracking engine', () => {
  let matched = 0
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...atoms), { maxLength: 6 }),
      fc.array(fc.constantFrom('a', 'b', '/', '.', '1', 'é', '\n', '😀'), { maxLength: 6 }),
      (parts, characters) => {
        const expression = parseGoRegexp(`^${parts.join('')}$`)
        if (expression === undefined) return
        const path = characters.join('')
        const answer = simulate(expression)(path)
        if (answer) matched++
        expect(answer).toBe(runRegexp(expression)(path))
      },
    ),
    { numRuns: 5000 },
  )
  expect(matched).toBeGreaterThan(200)
})

it.each([
  '^a{2}{3}$',
  '^a{2,1}$',
  '^a{1001}$',
  '^[b-a]$',
  '^[^/]*{2}$',
  '^(.*/)?{2}$',
  '^a|{2}$',
  '^\\8$',
  `^${'a{1000}'.repeat(4000)}$`,
])('has no reading where Go reports an error: %s', (expression) => {
  expect(parseGoRegexp(expression)).toBeUndefined()
})
