import { describe, expect, it } from 'vitest'
import * as zod from 'zod'
import { called, recorded } from '../../src/cli/library/recorded-schema.js'

/** A schema of the kinds that presets have, made with any library that looks like zod. */
const declare = (z: Pick<typeof zod, 'array' | 'boolean' | 'enum' | 'object' | 'string' | 'union' | 'literal'>) =>
  z.object({
    main: z.string().min(1).optional().describe('a folder'),
    args: z.array(z.string()).default([]).describe('arguments'),
    env: z.union([z.string(), z.literal(false)]).default(false),
    flags: z.string().default('-s').optional(),
    cache: z.enum(['mount', 'layer']).default('mount'),
    nested: z.object({ names: z.array(z.string().regex(/^a/, 'it must begin with a')).min(1) }).optional(),
  })

let loads = 0
const load = (): typeof zod => {
  loads++
  return zod
}
const names = ['array', 'boolean', 'enum', 'object', 'string', 'union', 'literal'] as const
const recording = Object.fromEntries(names.map((name) => [name, recorded(load, name)])) as unknown as typeof zod

describe('a schema that is written down', () => {
  it.each<[string, unknown]>([
    ['nothing', {}],
    ['some options', { main: './cmd', args: ['serve'], env: 'x' }],
    ['a name that does not exist', { mian: './cmd' }],
    ['a wrong value', { main: '' }],
    ['a wrong value below', { nested: { names: ['b'] } }],
    ['undefined', { main: undefined }],
    ['no object', 5],
    ['an object of a class', new Date(0)],
  ])('checks %s as the schema itself does', (_, given) => {
    const expected = declare(zod).strict().safeParse(given)
    const found = declare(recording).strict().safeParse(given)
    expect(found.success).toBe(expected.success)
    expect(found.data).toEqual(expected.data)
    expect(found.error?.issues).toEqual(expected.error?.issues)
  })

  it('loads nothing for no options', () => {
    loads = 0
    const schema = declare(recording).strict()
    expect(schema.safeParse({}).success).toBe(true)
    expect(loads).toBe(0)
    expect(schema.safeParse({ main: 'a' }).success).toBe(true)
    expect(loads).toBeGreaterThan(0)
  })

  it('gives each call values of its own', () => {
    const schema = declare(recording)
    expect(schema.safeParse({}).data?.args).not.toBe(schema.safeParse({}).data?.args)
  })

  it('leaves to the schema what has to be there', () => {
    const schema = recording.object({ name: recording.string() })
    expect(schema.safeParse({}).error?.issues).toEqual(zod.object({ name: zod.string() }).safeParse({}).error?.issues)
  })

  it('can be described', () => {
    const describeSchema = called(() => zod, 'toJSONSchema')
    expect(describeSchema(declare(recording), { io: 'input' })).toEqual(zod.toJSONSchema(declare(zod), { io: 'input' }))
  })
})
