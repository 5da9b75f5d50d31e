import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deniedBy } from '../../src/ignore/denied-by.js'
import { secrets } from '../../src/ignore/deny-lists.js'
import { createMatcher } from '../../src/ignore/matcher.js'

const name = fc.constantFrom(
  'a',
  'lib-1',
  '.env',
  '.env.local',
  '.env.x',
  'key.pem',
  'dist',
  'target',
  'cache',
  '.yarn',
  '..',
  '',
  'a\nb',
)
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
const pattern = fc.oneof(
  path,
  fc.constantFrom(...secrets.patterns),
  fc.constantFrom(
    '**/.yarn/cache',
    'target/**',
    '/dist',
    '**/.env.[^x]*',
    '**/a[/]*',
    '**/k{0}[e]*',
    '**',
    'd*t',
    '**/dist/**',
  ),
)

it('gives the answers of the matcher', () => {
  fc.assert(
    fc.property(fc.array(pattern, { minLength: 1, maxLength: 4 }), path, (patterns, each) => {
      expect(deniedBy(patterns)(each)).toBe(createMatcher(patterns.flatMap((list) => list.split('\n'))).excludes(each))
    }),
    { numRuns: 2000 },
  )
})

it.each([
  ['packages/lib-1/src', false],
  ['services/api/.env.local', true],
  ['services/api/.env.example', false],
  ['certs/server.pem', true],
  ['.ssh/config', true],
])('%s is a secret: %s', (each, expected) => {
  expect(deniedBy(secrets.patterns)(each)).toBe(expected)
})
