import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { formatDockerfile } from '../../src/formatter/index.js'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import { createRandom, excerptOf, generateDockerfile, mutateText } from '../parser/generate.js'
import { describeWithOracle, describeWithShared } from '../support/oracle.js'
import { builds, corpus, integrationFiles, refusal, withUpperCase } from './real-files.js'
import { bashPrints, prettyPrinted, runTexts } from './run-texts.js'

/** Comments without their spelling: all lines that begin with `#`, outside of heredocs, that are no directives. */
const commentsOf = (text: string): readonly string[] => {
  const tree = parseSyntax(text)
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if ('error' in tree) throw new Error(tree.error.message)
  for (const { heredocs, endLine } of tree.nodes) {
    const count = heredocs.reduce((sum, { content }) => sum + content.split('\n').length, 0)
    lines.fill('', endLine - count, endLine)
  }
  const directives = lines.findIndex((line) => !/^\s*#\s*(?:syntax|escape|check)\s*=\s*\S/i.test(line))
  return lines.slice(directives).flatMap((line) => (/^\s*#/.test(line) ? [line.trim().replace(/^#\s?/, '')] : []))
}

const formatted = (text: string, reflow: boolean): string | undefined => {
  const result = formatDockerfile(text, { reflow })
  return 'text' in result ? result.text : undefined
}

/** The spellings that BuildKit may be told to refuse, and that formatting repairs. */
const repaired = /^lint violation found for rules: /

const files = [...corpus(), ...integrationFiles()]

describeWithShared('corpus', () => {
  it.each([false, true])('keeps all comments, and formats what is formatted no more (laying out: %s)', (reflow) => {
    let count = 0
    for (const { name, text } of files) {
      const result = formatted(text, reflow)
      if (result === undefined) continue
      count++
      expect(formatted(result, reflow), name).toBe(result)
      expect(commentsOf(result), name).toEqual(commentsOf(text))
    }
    expect(count).toBeGreaterThan(files.length * 0.96)
  })

  it.skipIf(!bashPrints())('lays out scripts that bash reads alike', { timeout: 300_000 }, () => {
    let changed = 0
    let understood = 0
    for (const { name, text } of files) {
      const result = formatted(text, true)
      if (result === undefined) continue
      const [before, after] = [runTexts(text), runTexts(result)]
      if (isDeepStrictEqual(before, after)) continue
      changed++
      const read = prettyPrinted(before)
      expect(prettyPrinted(after), name).toEqual(read)
      if (!read.includes(undefined)) understood++
    }
    expect(changed).toBeGreaterThan(200)
    expect(understood).toBeGreaterThan(changed * 0.95)
  })

  describeWithOracle('bk-oracle', (oracle) => {
    const compare = async (texts: readonly string[]): Promise<number> => {
      const pairs = texts.flatMap((text) => {
        const result = formatted(text, false)
        return result === undefined ? [] : [{ text, result }]
      })
      const before = await builds(
        oracle,
        pairs.map(({ text }) => text),
      )
      const after = await builds(
        oracle,
        pairs.map(({ result }) => result),
      )
      let built = 0
      for (const [index, { text }] of pairs.entries()) {
        const [left, right] = [before[index], after[index]]
        if (left === undefined || right === undefined) throw new Error('BuildKit has no answer')
        const why = refusal(left)
        // An error may quote the spelling.
        if (why !== undefined) {
          if (!repaired.test(why)) expect(refusal(right), text).toBeDefined()
          continue
        }
        built++
        expect(right['llb-normalized'], text).toEqual(left['llb-normalized'])
      }
      return built
    }

    it('builds the same', async () => {
      expect(await compare(files.map(({ text }) => text))).toBeGreaterThan(800)
    })

    it('reads the same instructions, the old form of ENV and LABEL apart', async () => {
      const pairs = files.flatMap(({ text }) => {
        const result = formatted(text, false)
        return result === undefined ? [] : [{ text, result }]
      })
      const replies = await builds(
        oracle,
        pairs.flatMap(({ text, result }) => [text, result]),
      )
      const withoutPairs = (index: number) => {
        const reply = replies[index]
        return reply && withUpperCase(reply).filter(({ value }) => value !== 'env' && value !== 'label')
      }
      for (const [index, { text }] of pairs.entries())
        expect(withoutPairs(2 * index + 1), text).toEqual(withoutPairs(2 * index))
    })

    it('builds the same from parts of files that were changed at random', { timeout: 300_000 }, async () => {
      const random = createRandom(4)
      const next = (): string => {
        const file = files[random.below(files.length)]
        if (file === undefined || random.chance(0.3)) return generateDockerfile(random)
        const excerpt = excerptOf(random, file.text, 1_500)
        return random.chance(0.5) ? excerpt : mutateText(random, excerpt)
      }
      let built = 0
      for (let done = 0; done < 6_000; done += 500) built += await compare(Array.from({ length: 500 }, next))
      expect(built).toBeGreaterThan(500)
    })
  })
})
