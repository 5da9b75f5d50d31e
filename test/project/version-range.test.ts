import { describe, expect, it } from 'vitest'
import { factFromExact, factFromRange, type ReleaseLines } from '../../src/project/version-fact.js'
import { overlaps, parseRange, type RangeDialect } from '../../src/project/version-range.js'

const node: ReleaseLines = [[24], [26], [22], [20], [18]]
const python: ReleaseLines = [
  [3, 13],
  [3, 14],
  [3, 12],
  [3, 11],
  [3, 10],
  [2, 7],
]

describe('factFromRange', () => {
  const accept: readonly (readonly [string, RangeDialect, string, boolean])[] = [
    ['>=18', 'npm', '24', true],
    ['>= 18.0.0', 'npm', '24', true],
    ['^20.9.0', 'npm', '20', true],
    ['20.x', 'npm', '20', true],
    ['20', 'npm', '20', true],
    ['v20', 'npm', '20', true],
    ['~22.3.0', 'npm', '22.3', true],
    ['22.3.1', 'npm', '22.3.1', true],
    ['=22.3.1', 'npm', '22.3.1', true],
    ['>=18 <21', 'npm', '20', true],
    ['>=18.17 <=22', 'npm', '22', true],
    ['18 || 20 || >=26', 'npm', '26', true],
    ['18 - 20', 'npm', '20', true],
    ['*', 'npm', '24', true],
    ['>=30', 'npm', '30', false],
    ['<10', 'npm', '9', false],
    ['>20 <22', 'npm', '21', false],
    ['>=3.10,<4.0', 'pep440', '3.13', true],
    ['>=3.10, <3.13', 'pep440', '3.12', true],
    ['<=3.12', 'pep440', '3.11', true],
    ['~=3.11', 'pep440', '3.13', true],
    ['~=3.11.2', 'pep440', '3.11', true],
    ['==3.12.*', 'pep440', '3.12', true],
    ['==3.12.4', 'pep440', '3.12.4', true],
    ['^3.9', 'pep440', '3.13', true],
    ['>=3.9,!=3.13.*', 'pep440', '3.14', true],
    ['>=3.9,!=3.9.7', 'pep440', '3.13', true],
    ['3.11.*', 'pep440', '3.11', true],
    ['>3.9,<3.12 || >=3.14', 'pep440', '3.14', true],
    ['>=3.12,<3.12.5', 'pep440', '3.12.4', true],
  ]
  it.each(accept)('%s (%s) gives %s', (range, dialect, version, known) => {
    const lines = dialect === 'npm' ? node : python
    const fact = factFromRange(range, dialect, lines, { source: 'default' })
    expect(fact).toMatchObject({ version, known })
  })

  it.each(['latest', 'please use npm', '>=', 'workspace:*', '>=abc'])('refuses %s', (range) => {
    expect(factFromRange(range, 'npm', node, { source: 'default' })).toBeUndefined()
  })
})

describe('factFromExact', () => {
  it.each([
    ['3', '3.13', true],
    ['3.12', '3.12', true],
    ['3.12.4', '3.12.4', true],
    ['3.99', '3.99', true],
    ['3.5', '3.5', false],
  ])('%s gives %s', (text, version, known) => {
    expect(factFromExact(text, python, { source: 'default' })).toMatchObject({ version, known })
  })
  it.each(['lts/*', '3.x', '', '>=3'])('refuses %j', (text) => {
    expect(factFromExact(text, python, { source: 'default' })).toBeUndefined()
  })
})

describe('overlaps', () => {
  it.each([
    ['>=20', '18', false],
    ['>=18', '18.1', true],
    ['<3.12', '3.12', false],
    ['^20', '>=20.11 <21', true],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(overlaps(parseRange(a, 'npm') ?? [], parseRange(b, 'npm') ?? [])).toBe(expected)
  })
})
