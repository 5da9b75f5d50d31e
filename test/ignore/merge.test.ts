import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createMatcher } from '../../src/ignore/matcher.js'
import { mergedSection } from '../../src/ignore/merge.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'

const allow = [{ patterns: ['*'] }, { title: 'build', patterns: ['!src'] }, { patterns: ['**/.git'] }]

it.each([
  ['nothing to add', '', undefined],
  ['comments', '# a\n\n  \n', undefined],
  ['what is denied already', '*\n**/.git\n', undefined],
  ['order', 'b\n!a\na/c\n', ['b', '!a', 'a/c']],
  ['spellings', '/b/\n  ./c \n! d\n', ['b', 'c', '!d']],
  ['equal patterns', 'a\nb\na\n', ['b', 'a']],
  ['an exception twice', '!a\nb\n!a\n', ['b', '!a']],
  ['what is denied already, behind an exception', '!.git\n**/.git\n', ['!.git', '**/.git']],
  ['what is named already', '!src\n', ['!src']],
] as const)('keeps of a hand-written file: %s', (_, text, patterns) => {
  expect(mergedSection(allow, text)).toEqual(
    patterns === undefined ? undefined : { title: 'From .dockerignore', patterns },
  )
})

it('excludes by itself what the hand-written file excludes, and no more', () => {
  const pattern = fc.constantFrom('a', 'b', 'a/b', '*', '**/b', 'a/*', '!a', '!b', '!a/b', '!**/b')
  const path = fc.constantFrom('a', 'b', 'a/b', 'c', 'a/c', 'c/b')
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 6 }), path, (patterns, name) => {
      const mine = patterns.join('\n')
      const merged = mergedSection([], mine)?.patterns ?? []
      const expected = createMatcher(parseIgnoreFile(mine).patterns.map((each) => each.pattern)).excludes(name)
      expect(createMatcher(merged).excludes(name)).toBe(expected)
    }),
    { numRuns: 2000 },
  )
})
