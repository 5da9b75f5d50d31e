import { describe, expect, it } from 'vitest'
import { expandBraces, matchesPath, parseMemberPattern } from '../../../src/project/workspaces/member-pattern.js'

describe('expandBraces', () => {
  it.each([
    ['apps/*', ['apps/*']],
    ['{apps,libs}/*', ['apps/*', 'libs/*']],
    ['{apps,libs/{a,b}}/*', ['apps/*', 'libs/a/*', 'libs/b/*']],
    ['a{,b}', ['a', 'ab']],
    ['v{1..3}', ['v1', 'v2', 'v3']],
    ['{a}/*', ['{a}/*']],
    ['{a,b', ['{a,b']],
    ['{1..999999}', ['{1..999999}']],
    ['{a,b}{c,d}', ['ac', 'ad', 'bc', 'bd']],
  ])('%s', (pattern, expected) => {
    expect(expandBraces(pattern)).toEqual(expected)
  })

  it('ends for what nobody means', () => {
    expect(expandBraces('{a,b}'.repeat(12)).length).toBeLessThanOrEqual(1000)
  })
})

describe('parseMemberPattern', () => {
  const matches = (path: string, pattern: string, hidden = false): boolean =>
    parseMemberPattern(pattern, hidden).some((each) => matchesPath(each, path === '.' ? [] : path.split('/')))

  it.each([
    ['apps/api', 'apps/*'],
    ['apps/api', './apps/*/'],
    ['apps/api', '/apps//*'],
    ['apps/api', String.raw`apps\*`],
    ['apps', 'apps/**'],
    ['apps/a/b/c', 'apps/**'],
    ['a/x/b/x/c', 'a/**/b/**/c'],
    ['a/b/c', 'a/**/b/**/c'],
    ['.', '.'],
    ['.', './'],
    ['lib-1', 'lib-?'],
    ['lib-1', 'lib-[0-9]'],
    ['lib-x', 'lib-[!0-9]'],
    ['lib-x', 'lib-[^0-9]'],
    ['libs/a', '@(apps|libs)/*'],
    ['libs/a', '+(apps|libs)/*'],
    ['libs/aab', 'libs/*(a)b'],
    ['libs/b', 'libs/?(a)b'],
    ['libs/c', 'libs/!(a|b)'],
    ['.config/a', '.config/*'],
    ['a/b', 'a/c/../b'],
    ['a+b/(c)', 'a+b/(c)'],
  ])('%s is of %s', (path, pattern) => {
    expect(matches(path, pattern)).toBe(true)
  })

  it.each([
    ['apps', 'apps/*'],
    ['apps/a/b', 'apps/*'],
    ['apps/.cache', 'apps/*'],
    ['apps/.cache/x', 'apps/**'],
    ['libs/a', 'libs/!(a|b)'],
    ['lib-10', 'lib-[0-9]'],
    ['axb', 'a.b'],
    ['x', '../x'],
  ])('%s is not of %s', (path, pattern) => {
    expect(matches(path, pattern)).toBe(false)
  })

  it('finds hidden folders where a tool does', () => {
    expect(matches('crates/.x', 'crates/*', true)).toBe(true)
  })

  it('knows what lies outside', () => {
    expect(parseMemberPattern('a/../../b').map(({ outside }) => outside)).toEqual([true])
  })
})
