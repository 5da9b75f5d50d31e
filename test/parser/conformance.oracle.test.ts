import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { readSourceTree } from '../../src/parser/source-tree.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import { parseSyntax } from '../../src/parser/parse-syntax.js'
import { expandWord, expandWords } from '../../src/words/expand-word.js'
import { wellFormed } from '../../src/words/go-text.js'
import type { SourceNode } from '../../src/parser/syntax-tree.js'
import { describeWithOracle, describeWithShared } from '../support/oracle.js'
import { expectedInner, expectedTree, type OracleError, type OracleParse } from './buildkit-tree.js'
import { createRandom, generateDockerfile, generateInstructions, generateWord, mutateText } from './generate.js'
import { comparable, refusalsOf } from './refusals.js'

interface Reply {
  readonly parse: OracleParse
  readonly instructions: { readonly error?: OracleError }
  readonly lint: { readonly error?: OracleError }
}

const modes = ['parse', 'instructions', 'lint'] as const

const describeInner = (node: SourceNode): object => ({
  written: node.written,
  flags: node.flags,
  args: node.args,
  json: node.json,
  ...(node.inner === undefined ? {} : { inner: describeInner(node.inner) }),
})

const innerOf = (text: string): unknown[] => {
  const tree = readSourceTree(text)
  return 'error' in tree ? [] : tree.instructions.flatMap(({ node }) => node.inner ?? []).map(describeInner)
}

/** The documents whose tree, refusal or line differs. */
const differencesOf = (texts: readonly string[], replies: readonly Reply[]): object[] =>
  texts.flatMap((text, index): object[] => {
    const reply = replies[index]
    if (reply === undefined) return [{ text, missing: true }]
    const expected = { tree: expectedTree(reply.parse), inner: expectedInner(reply.parse) }
    const actual = { tree: parseSyntax(text), inner: innerOf(text) }
    return isDeepStrictEqual(actual, expected) ? [] : [{ text, expected, actual }]
  })

const readRefusalDifferences = (texts: readonly string[], replies: readonly Reply[]): object[] =>
  texts.flatMap((text, index) => {
    const reply = replies[index]
    if (reply === undefined || reply.parse.error !== undefined) return []
    const expected = comparable(reply.instructions.error)
    const actual = comparable(refusalsOf(text, 'read')[0])
    return JSON.stringify(expected) === JSON.stringify(actual) ? [] : [{ text, expected, actual }]
  })

/** Documents that our build checks refuse although BuildKit builds them. */
const falseRefusals = (texts: readonly string[], replies: readonly Reply[]): object[] =>
  texts.flatMap((text, index) => {
    const reply = replies[index]
    if (reply === undefined || reply.parse.error !== undefined || reply.lint.error !== undefined) return []
    const actual = refusalsOf(text, 'build')
    return actual.length === 0 ? [] : [{ text, actual }]
  })

const hasLostLayout = (text: string): boolean => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return false
  return [...parsed.sources.keys()].some((instruction) => {
    if (!('command' in instruction) || instruction.command?.form !== 'shell') return false
    const { layout, text: whole } = instruction.command
    if (layout === undefined) return false
    return layout.flatMap((line) => (line.kind === 'code' ? [line.text] : [])).join('') !== whole
  })
}

describeWithOracle('bk-oracle', (oracle) => {
  const ask = (texts: readonly string[]): Promise<Reply[]> =>
    oracle.request<Reply>(texts.map((dockerfile) => ({ dockerfile, modes })))

  const agree = async (texts: readonly string[]): Promise<void> => {
    const replies = await ask(texts)
    expect(differencesOf(texts, replies)).toEqual([])
    expect(readRefusalDifferences(texts, replies)).toEqual([])
    expect(falseRefusals(texts, replies)).toEqual([])
    expect(texts.filter(hasLostLayout)).toEqual([])
  }

  describeWithShared('corpus', (folder) => {
    it('agrees on the corpus', async () => {
      const names = readdirSync(folder).filter((name) => name.endsWith('.Dockerfile'))
      expect(names).toHaveLength(576)
      await agree(names.map((name) => readFileSync(join(folder, name), 'utf8')))
    })
  })

  describeWithShared('conformance/buildkit-integration-dockerfiles.json', (file) => {
    it("agrees on BuildKit's integration tests", async () => {
      const cases: { dockerfile: string }[] = JSON.parse(readFileSync(file, 'utf8'))
      expect(cases).toHaveLength(423)
      await agree(cases.map(({ dockerfile }) => dockerfile))
    })
  })

  it('agrees on 20,000 generated documents', async () => {
    const random = createRandom(1)
    for (let batch = 0; batch < 10; batch++) {
      const texts = Array.from({ length: 2_000 }, () => {
        const text = generateDockerfile(random)
        return wellFormed(random.chance(0.4) ? mutateText(random, text) : text)
      })
      const replies = await oracle.request<Reply>(texts.map((dockerfile) => ({ dockerfile, modes: ['parse'] })))
      expect(differencesOf(texts, replies)).toEqual([])
      expect(texts.filter(hasLostLayout)).toEqual([])
    }
  })

  it('refuses the same instructions for the same reason', async () => {
    const random = createRandom(2)
    const texts = Array.from({ length: 6_000 }, () => generateInstructions(random))
    const replies = await ask(texts)
    expect(readRefusalDifferences(texts, replies)).toEqual([])
    expect(falseRefusals(texts, replies)).toEqual([])
  })

  it.each([
    ['\\', {}],
    ['`', {}],
    ['\\', { rawQuotes: true }],
    ['\\', { rawEscapes: true, keepUnset: true, rawQuotes: true }],
    ['`', { ignoreQuotes: true }],
  ] as const)('expands 3,000 words alike with escape %s and %o', async (escape, options) => {
    const random = createRandom(3)
    const words = Array.from({ length: 3_000 }, () => wellFormed(generateWord(random)))
    const env = { A: 'abc', N: '', S: '/a/b*c/d.tar.gz\nx' }
    const on = (option: boolean | undefined): string => (option === true ? '1' : '')
    const all: { rawQuotes?: boolean; rawEscapes?: boolean; keepUnset?: boolean; ignoreQuotes?: boolean } = options
    const [reply] = await oracle.request<{ shlex: Record<string, unknown>[] }>([
      {
        words,
        env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
        attrs: {
          escape,
          rawQuotes: on(all.rawQuotes),
          rawEscapes: on(all.rawEscapes),
          skipUnsetEnv: on(all.keepUnset),
          skipProcessQuotes: on(all.ignoreQuotes),
        },
        modes: ['shlex'],
      },
    ])
    const lookup = (name: string): string | undefined => (Object.hasOwn(env, name) ? Reflect.get(env, name) : undefined)
    const actual = words.map((word) => {
      const one = expandWord(word, lookup, escape, options)
      const many = expandWords(word, lookup, escape, options)
      return {
        word,
        ...('error' in one
          ? { error: one.error }
          : { result: one.value, matched: one.matched.toSorted(), unmatched: one.unmatched.toSorted() }),
        ...('error' in many ? { wordsError: many.error } : { words: many.words.length === 0 ? null : many.words }),
      }
    })
    expect(actual).toEqual(reply?.shlex)
  })
})

describeWithShared('conformance/buildkit-parser/golden', (folder) => {
  const files = readdirSync(folder)

  it('has 38 trees', () => expect(files).toHaveLength(38))

  it.each(files)('gives the recorded tree of %s', (name) => {
    const recorded: { parse: OracleParse } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    const path = basename(name, '_Dockerfile.json').replace('_', '/')
    const file = join(folder, '..', path, 'Dockerfile')
    expect(parseSyntax(readFileSync(file, 'utf8'))).toEqual(expectedTree(recorded.parse))
  })
})
