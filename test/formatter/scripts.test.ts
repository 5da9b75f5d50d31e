import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDockerfile } from '../../src/formatter/index.js'
import { arbitraryScript } from './arbitrary-script.js'
import { bashPrints, prettyPrinted, runTexts } from './run-texts.js'

const laidOut = (text: string): string => {
  const formatted = formatDockerfile(text, { reflow: true })
  if ('text' in formatted) return formatted.text
  throw new Error(JSON.stringify(formatted.failures))
}

const comments = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (/^\s*#/.test(line) ? [line.trim().replace(/^# ?/, '')] : []))

describe('scripts of any kind', () => {
  it('are laid out once, with all their comments', () => {
    fc.assert(
      fc.property(arbitraryScript, (script) => {
        const text = `FROM a\nRUN ${script}\n`
        const result = laidOut(text)
        expect(laidOut(result)).toBe(result)
        expect(comments(result)).toEqual(comments(text))
      }),
      { numRuns: 400 },
    )
  })

  it.skipIf(!bashPrints())('are the same scripts for bash', () => {
    const texts = fc.sample(arbitraryScript, { numRuns: 250, seed: 8 }).map((script) => `FROM a\nRUN ${script}\n`)
    const before = prettyPrinted(texts.flatMap(runTexts))
    const after = prettyPrinted(texts.map(laidOut).flatMap(runTexts))
    expect(before.filter((each) => each !== undefined).length).toBeGreaterThan(150)
    for (const [index, script] of after.entries())
      if (before[index] !== undefined) expect(script, texts[index]).toBe(before[index])
  })
})
