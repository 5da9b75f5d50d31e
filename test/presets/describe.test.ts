import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { describeOptions, exampleOf } from '../../src/presets/describe.js'
import type { AnyPresetDefinition } from '../../src/presets/define-preset.js'
import { presetCatalogue } from '../../src/presets/index.js'

const definition = (options: z.ZodObject, more: Partial<AnyPresetDefinition> = {}): AnyPresetDefinition => ({
  name: 'static-site',
  summary: 'Files',
  ecosystems: [],
  options,
  fits: () => 0,
  ...more,
})

const types: readonly (readonly [string, z.ZodType, string])[] = [
  ['a string', z.string(), 'string'],
  ['an integer', z.int(), 'number'],
  ['a choice', z.enum(['a', 'b']), "'a' | 'b'"],
  ['a literal', z.literal(false), 'false'],
  ['a union', z.union([z.string(), z.literal(false)]), 'string | false'],
  ['a list', z.array(z.string()), 'string[]'],
  ['a list of choices', z.array(z.enum(['a', 'b'])), "('a' | 'b')[]"],
  [
    'a record',
    z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    'Record<string, string | number | boolean>',
  ],
  [
    'fields, those with a default not required',
    z.object({ a: z.string(), b: z.int().default(1), c: z.string().optional() }),
    '{ a: string; b?: number; c?: string }',
  ],
]

describe('describeOptions', () => {
  it.each(types)('spells %s', (_, schema, type) => {
    expect(describeOptions(definition(z.object({ option: schema })))[0]?.type).toBe(type)
  })

  it('has defaults and descriptions, and the folder that all presets have', () => {
    const options = z.object({ files: z.string().default('public').describe('Folder with the files'), port: z.int() })
    expect(describeOptions(definition(options))).toEqual([
      { name: 'files', type: 'string', default: "'public'", description: 'Folder with the files' },
      { name: 'port', type: 'number', description: '' },
      expect.objectContaining({ name: 'dir', type: 'string' }),
    ])
  })

  it.each(presetCatalogue.map((each) => [each.name, each] as const))('describes every option of %s', (_, each) => {
    const bad = describeOptions(each).filter(
      ({ type, description }) => /unknown|,\w/.test(type) || !description.endsWith('.'),
    )
    expect(bad).toEqual([])
  })
})

describe('exampleOf', () => {
  it.each([
    [{}, 'staticSite()'],
    [{ example: { files: 'www', port: 8080 } }, "staticSite({ files: 'www', port: 8080 })"],
  ])('calls the function with %j', (more, call) => {
    expect(exampleOf(definition(z.object({}), more))).toBe(
      `import { staticSite } from 'gen-dockerfile'\n\nexport default ${call}\n`,
    )
  })

  it.each(presetCatalogue.map((each) => [each.name, each] as const))('has options that %s takes', (_, each) => {
    expect(z.strictObject(each.options.shape).safeParse(each.example ?? {}).error?.issues).toBeUndefined()
  })
})
