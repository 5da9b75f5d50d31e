import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as library from '../../src/index.js'
import * as testing from '../../src/testing/index.js'
import { docExamples } from '../support/docstrings.js'

const examples = docExamples([
  'src/builders/**/*.ts',
  'src/presets/define-preset.ts',
  'src/linter/validate.ts',
  'src/testing/*.ts',
])

/** What examples can use without importing it. */
const scope = { ...library, ...testing, z }

/** The value of the last statement of an example. */
const evaluate = async (code: string): Promise<unknown> => {
  const { code: plain } = transformSync(code, { loader: 'ts' })
  const statements = plain.trim().replace(/;$/, '')
  const last = statements.search(/(?:^|\n)(?![\s\S]*\n(?![ \t)\]}`]))(?![ \t)\]}`])/)
  const body = `${statements.slice(0, last)}\nreturn ${statements.slice(last).trim()}`
  const run: unknown = new Function(...Object.keys(scope), `return (async () => { ${body} })()`)
  return typeof run === 'function' ? Reflect.apply(run, undefined, Object.values(scope)) : undefined
}

/** The text of an example; a lone stage is shown without the `# syntax` line that every file has. */
const textOf = (value: unknown, expected: string): string => {
  if (typeof value === 'string') return value
  const text = library.render(value as library.Buildable)
  return expected.startsWith('# syntax=') ? text : text.replace('# syntax=docker/dockerfile:1\n\n', '')
}

describe('the examples in docstrings give the text that they show', () => {
  test('they were found', () => {
    expect(examples.length).toBeGreaterThan(30)
  })

  test.each(examples.map((example) => [`${example.file}:${example.line}`, example] as const))(
    '%s',
    async (_, example) => {
      expect(textOf(await evaluate(example.code), example.expected).trimEnd()).toBe(example.expected)
    },
  )
})
