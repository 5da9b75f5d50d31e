import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isGenDockerfileError } from '../../src/model/error.js'
import { createMatcher } from '../../src/ignore/matcher.js'
import { parseIgnoreFile } from '../../src/ignore/parse.js'
import { renderIgnore } from '../../src/ignore/render.js'
import { literalPattern } from '../../src/ignore/source-pattern.js'

describe('renderIgnore', () => {
  it('separates sections by a blank line', () => {
    expect(
      renderIgnore([{ patterns: ['*'] }, { title: 'build', patterns: ['!go.mod', '!cmd'] }, { patterns: [] }]),
    ).toBe('*\n\n# build\n!go.mod\n!cmd\n')
    expect(renderIgnore([])).toBe('')
  })

  it('keeps a title within comments', () => {
    expect(renderIgnore([{ title: 'a\n*\r\n\n!b', patterns: ['c'] }])).toBe('# a\n# *\n#\n# !b\nc\n')
  })

  it('keeps a number sign from becoming a comment', () => {
    expect(renderIgnore([{ patterns: ['#a', '!#a'] }])).toBe('/#a\n!#a\n')
  })

  it.each([
    '',
    '!',
    'a\n*',
    'a\r',
    ' a',
    'a ',
    '! a',
    '\ufeffa',
    '[',
    '!a[',
    '*[z-a]',
    'a'.repeat(70_000),
    '/!a',
    './!',
    '!/!a',
    '/*[?',
    '!/*[?',
  ])('refuses %j', (pattern) => {
    expect(() => renderIgnore([{ patterns: [pattern] }])).toThrow(
      expect.objectContaining({ code: 'invalid-ignore-pattern', hint: expect.stringMatching(/./) }),
    )
  })

  const awkward = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'ab/.*?[]\\!# \n\r\t^$|{}()+-,1\u0085\ufeff'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 8,
  })

  it('reads back as it was written, or refuses', () => {
    let written = 0
    fc.assert(
      fc.property(fc.array(awkward, { maxLength: 4 }), awkward, (patterns, title) => {
        try {
          const text = renderIgnore([{ title, patterns }])
          const read = parseIgnoreFile(text)
          expect(read.problems).toEqual([])
          expect(read.patterns).toHaveLength(patterns.length)
          for (const [index, pattern] of patterns.entries()) {
            expect(read.patterns[index]?.keeps).toBe(pattern.startsWith('!'))
          }
          written++
        } catch (error) {
          if (!isGenDockerfileError(error)) throw error
        }
      }),
      { numRuns: 3000 },
    )
    expect(written).toBeGreaterThan(300)
  })

  it('finds a spelling for every file name, which matches this name alone', () => {
    const name = awkward.map((text) => text.replaceAll('/', '')).filter((text) => !['', '.', '..'].includes(text))
    fc.assert(
      fc.property(name, name, (one, other) => {
        const { patterns } = parseIgnoreFile(renderIgnore([{ patterns: [literalPattern(one)] }]))
        const matcher = createMatcher(patterns.map((each) => each.pattern))
        expect(matcher.hasExceptions).toBe(false)
        expect(matcher.excludes(one)).toBe(true)
        expect(matcher.excludes(other)).toBe(one === other)
      }),
      { numRuns: 3000 },
    )
  })
})
