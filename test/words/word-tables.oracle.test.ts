import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { expandWord, expandWords } from '../../src/words/expand-word.js'
import { describeWithShared } from '../support/oracle.js'

const linesOf = (file: string): string[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

describeWithShared('conformance/buildkit-parser/envVarTest', (file) => {
  const env = new Map([
    ['PWD', '/home'],
    ['SHELL', 'bash'],
    ['KOREAN', '한국어'],
    ['NULL', ''],
  ])
  // `A` is for every system, `U` for those where the case of a name counts.
  const rows = linesOf(file)
    .map((line) => line.split('|'))
    .filter(([system = '']) => system.trim() !== 'W')

  it.each(rows)('%s|%s|%s', (_system, word = '', expected = '') => {
    const result = expandWord(word.trim(), (name) => env.get(name))
    expect('error' in result ? 'error' : result.value).toBe(expected.trim())
  })
})

describeWithShared('conformance/buildkit-parser/wordsTest', (file) => {
  it('splits like the table', () => {
    const env = new Map<string, string>()
    for (const line of linesOf(file)) {
      if (line.startsWith('ENV ')) {
        const [name = '', value = ''] = line.slice('ENV '.length).split(/=(.*)/s)
        env.set(name, value)
        continue
      }
      const [word = '', expected = ''] = line.split('|')
      const result = expandWords(word.trim(), (name) => env.get(name))
      const actual = 'error' in result ? 'error' : result.words.join(',')
      expect(actual.trim(), line).toBe(expected.trimStart().trimEnd())
    }
  })
})
