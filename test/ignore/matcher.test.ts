import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createMatcher } from '../../src/ignore/matcher.js'
import { fileTree } from '../../src/model/file-tree.js'
import { ourAnswer, type Reply, theirAnswer } from '../support/ignore-fuzz.js'
import { ignoreFiles, tree } from './golden/cases.js'

const answers: readonly Reply[] = JSON.parse(readFileSync(new URL('golden/answers.json', import.meta.url), 'utf8'))
const paths = tree.map((item) => item.path.replace(/\/$/, ''))
const data = fileTree(tree)

describe('reading, matching and walking', () => {
  it.each(ignoreFiles.map((text, index) => [JSON.stringify(text), text, answers[index]] as const))(
    'answers as Docker does for %s',
    (_, dockerignore, reply) => {
      const question = { dockerignore, paths, tree: { data, dir: '' } }
      const ours = ourAnswer(question)
      expect(reply).toBeDefined()
      expect(ours).toEqual(theirAnswer(question, ours, reply ?? { patterns: null }))
    },
  )

  it('has an answer for every case', () => {
    expect(answers).toHaveLength(ignoreFiles.length)
  })
})

describe('createMatcher', () => {
  it('names the pattern that decides', () => {
    const matcher = createMatcher(['**/*.md', '!docs', 'docs/x.md'])
    expect(matcher.decidedBy('docs/a.md')).toMatchObject({ glob: 'docs', keeps: true })
    expect(matcher.decidedBy('docs/x.md')).toMatchObject({ glob: 'docs/x.md', keeps: false })
    expect(matcher.decidedBy('src')).toBeUndefined()
    expect(matcher.hasExceptions).toBe(true)
  })

  it.each([
    ['!', /lone `!`/],
    ['[', /syntax error/],
  ])('refuses %s', (pattern, message) => {
    expect(() => createMatcher(['a', pattern])).toThrow(
      expect.objectContaining({
        code: 'bad-ignore-pattern',
        message: expect.stringMatching(message),
        hint: expect.any(String),
      }),
    )
  })

  it('fails on a pattern that does not compile only when it comes to it', () => {
    const matcher = createMatcher(['a', '!*[z-a]'])
    expect(matcher.excludes('b')).toBe(false)
    expect(() => matcher.excludes('a')).toThrow(expect.objectContaining({ code: 'bad-ignore-pattern' }))
  })

  const long = 'a'.repeat(300)
  it.each<[string, string[], string, boolean]>([
    ['10,000 patterns', Array.from({ length: 10_000 }, (_, index) => `**/a${index}*b`), 'x/y/a9999zb', true],
    ['a pattern of 1 MB', ['a'.repeat(1e6)], 'a', false],
    ['a wild pattern of 1 MB', ['?'.repeat(1e6)], 'a', false],
    ['a pattern of 250,000 stars', ['a*'.repeat(250_000)], long, false],
    ['nested stars', ['**/*a*a*a*a*a*a*a*a*b'], long, false],
    ['nested directories', ['a/**/b/**/c/**/d/**/e'.repeat(20)], 'a/b/c/d/'.repeat(200), false],
    ['a long alternative', [`*|${'b|'.repeat(50_000)}c`], 'x/c', true],
    ['a counted repetition', ['x*|a{1000}*b'], `${'a'.repeat(1000)}b`, true],
  ])('does not hang on %s', (_, patterns, path, excluded) => {
    expect(createMatcher(patterns).excludes(path)).toBe(excluded)
  })
})
