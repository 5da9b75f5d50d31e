import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { LintFormat } from '../../src/report/lint/index.js'
import { useCli } from '../cli/support/cli.js'
import { pipe } from '../cli/support/pipe.js'

// With UPDATE_GOLDEN=1 the examples are written anew.
const path = new URL('../../docs/output-formats.md', import.meta.url)
const page = readFileSync(path, 'utf8')
const cli = useCli()

const dockerfile = `FROM alpine:3.23 as app
COPY run /app/
CMD /app/run
`

const run = async (files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> =>
  (await cli.repository(files).run(args)).stdout

const lint = (...args: readonly string[]): Promise<string> =>
  run({ Dockerfile: dockerfile }, 'lint', '--only', 'exec-form,from-as-casing', ...args)

const lintAs = (format: LintFormat): Promise<string> => lint('--format', format)

const compat = (format: 'text' | 'json'): Promise<string> =>
  run({ Dockerfile: dockerfile }, 'lint', '--compat', 'hadolint', '--format', format)

const requests = `{"id":1,"dockerfile":"FROM scratch\\n"}
{"id":"two","dockerfile":"ENV A\\n"}
{"id":3}
`

const answers = async (...args: readonly string[]): Promise<string> => {
  const repository = cli.repository({})
  return (await pipe(repository.command([...args, '--stdin-jsonl']), repository.path, requests)).stdout
}

const oneLine = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${oneLine(item)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

/** The same data on fewer lines: what fits into one is on one. */
const compact = (value: unknown, indent = ''): string => {
  const short = oneLine(value)
  if (short.length + indent.length <= 110 || typeof value !== 'object' || value === null) return short
  const deeper = `${indent}  `
  const items = Array.isArray(value)
    ? value.map((item) => compact(item, deeper))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${compact(item, deeper)}`)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return `${open}\n${items.map((item) => deeper + item).join(',\n')}\n${indent}${close}`
}

const json = (text: string): string => `${compact(JSON.parse(text))}\n`

/** What each block of the page has to be. */
const examples: Readonly<Record<string, () => string | Promise<string>>> = {
  dockerfile: () => dockerfile,
  text: () => lintAs('text'),
  json: async () => json(await lintAs('json')),
  sarif: async () => json(await lintAs('sarif')),
  github: () => lintAs('github'),
  checkstyle: () => lintAs('checkstyle'),
  gitlab: async () => json(await lintAs('gitlab')),
  'compat-json': () => compat('json').then(json),
  'compat-text': () => compat('text'),
  'lint-answers': () => answers('lint', '--only', 'exec-form'),
  parse: async () => json(await run({ Dockerfile: dockerfile }, 'parse')),
  'parse-error': async () => json(await run({ Dockerfile: 'FROM scratch\nENV A\n' }, 'parse')),
  ast: async () => json(await run({ Dockerfile: dockerfile }, 'parse', '--ast')),
  requests: () => requests,
  answers: () => answers('parse', '--ast'),
  rules: async () => json(await run({}, 'rules', 'from-as-casing', '--format', 'json')),
}

const block = /(<!-- example: ([\w-]+) -->\n```\w*\n)([^]*?)(```\n)/g

describe('the page about output formats', () => {
  it('has every example once', () => {
    expect([...page.matchAll(block)].map(([, , name]) => name)).toEqual(Object.keys(examples))
  })

  if (process.env['UPDATE_GOLDEN']) {
    it('is written', async () => {
      const texts = new Map<string, string>()
      for (const [name, make] of Object.entries(examples)) texts.set(name, await make())
      writeFileSync(
        path,
        page.replace(
          block,
          (_, open: string, name: string, _old: string, close: string) => `${open}${texts.get(name)}${close}`,
        ),
      )
    })
  } else {
    it.each(Object.entries(examples))('shows what is printed: %s', async (name, make) => {
      const shown = [...page.matchAll(block)].find(([, , found]) => found === name)?.[3]
      expect(shown).toBe(await make())
    })
  }

  it('explains every field of a diagnostic', async () => {
    const { diagnostics, summary } = JSON.parse(await lintAs('json'))
    const fields = [...new Set([...diagnostics.flatMap(Object.keys), ...Object.keys(summary), 'origin', 'fixed'])]
    expect(fields.filter((field) => !page.includes(`\`${field}\``))).toEqual([])
  })

  it('explains every kind of instruction', async () => {
    const every =
      'ARG A\nFROM a\nENV A=b\nLABEL a=b\nWORKDIR /a\nUSER a\nRUN a\nCOPY a b\nADD a b\nEXPOSE 1\nVOLUME a\nCMD a\nENTRYPOINT a\nHEALTHCHECK NONE\nSHELL ["a"]\nSTOPSIGNAL 9\nMAINTAINER a\nONBUILD RUN a\n'
    const { args, stages } = JSON.parse(await run({ Dockerfile: every }, 'parse'))
    const [{ from, instructions }] = stages
    const all: object[] = [...args, from, ...instructions]
    expect(all).toHaveLength(18)
    const known = new Set([...page.matchAll(/`([a-z]+)`/g)].map(([, word]) => word))
    const told = all.flatMap((each) => [...Object.keys(each), ...('kind' in each ? [String(each.kind)] : [])])
    expect(told.filter((word) => !known.has(word))).toEqual([])
  })
})
