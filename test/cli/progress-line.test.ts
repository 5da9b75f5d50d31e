import { describe, expect, it } from 'vitest'
import { startProgress } from '../../src/cli/progress-line.js'

/** Shows texts at points in time, and gives what was written. */
const written = (isTerminal: boolean, times: readonly number[]): readonly string[] => {
  const texts: string[] = []
  let time = 1000
  const progress = startProgress({ isTerminal, write: (text) => texts.push(text), now: () => time })
  for (const each of times) {
    time = 1000 + each
    progress.show(() => `at ${each}`)
  }
  progress.end()
  return texts
}

describe('startProgress', () => {
  it.each<[string, boolean, readonly number[], readonly string[]]>([
    ['nothing of quick work', true, [0, 100, 499], []],
    ['a line after half a second', true, [0, 500], ['\r\x1b[Kat 500', '\r\x1b[K']],
    [
      'ten lines a second',
      true,
      [600, 650, 699, 700, 1000],
      ['\r\x1b[Kat 600', '\r\x1b[Kat 700', '\r\x1b[Kat 1000', '\r\x1b[K'],
    ],
    ['nothing where it is no terminal', false, [0, 5000], []],
  ])('writes %s', (_, isTerminal, times, expected) => {
    expect(written(isTerminal, times)).toEqual(expected)
  })
})
