import * as z from 'zod'
import { camelCase, type AnyPresetDefinition } from './define-preset.js'
import { literalOf } from './literal-of.js'

/** An option of a preset, for people. */
export interface OptionDescription {
  readonly name: string
  /** In TypeScript's words: `string`, `'slim' | 'distroless'`, `string[]`. */
  readonly type: string
  readonly default?: string
  readonly description: string
}

interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly JsonSchema[]
  readonly items?: JsonSchema
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | boolean
  readonly default?: unknown
  readonly description?: string
}

const typeName = (name: string): string => (name === 'integer' ? 'number' : name)

const typeOf = (schema: JsonSchema): string => {
  if (schema.const !== undefined) return literalOf(schema.const)
  if (schema.enum) return schema.enum.map((value) => literalOf(value)).join(' | ')
  if (schema.anyOf) return [...new Set(schema.anyOf.map(typeOf))].join(' | ')
  if (schema.type === 'array') return arrayOf(typeOf(schema.items ?? {}))
  if (schema.properties) return fieldsOf(schema)
  if (typeof schema.additionalProperties === 'object') return `Record<string, ${typeOf(schema.additionalProperties)}>`
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? ['unknown'])
  return [...new Set(types.map(typeName))].join(' | ')
}

const fieldsOf = ({ properties = {}, required = [] }: JsonSchema): string => {
  const fields = Object.entries(properties).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`,
  )
  return `{ ${fields.join('; ')} }`
}

const arrayOf = (item: string): string => (/[ |]/.test(item) ? `(${item})[]` : `${item}[]`)

/** What every preset takes besides the options of its schema. */
const dir: OptionDescription = {
  name: 'dir',
  type: 'string',
  description: 'Folder of the service, relative to `dockerfile.ts`; the folder of `dockerfile.ts` by default.',
}

/**
 * The options of a preset as its schema describes them, in the schema's order, and `dir`, which all have.
 *
 * @example
 * ```ts
 * describeOptions(goDistroless.definition).map((option) => option.name) // ['port', 'env', …]
 * ```
 */
export const describeOptions = (definition: AnyPresetDefinition): readonly OptionDescription[] => {
  const { properties = {} } = z.toJSONSchema(definition.options, { io: 'input', unrepresentable: 'any' }) as JsonSchema
  const options = Object.entries(properties).map(([name, schema]) => ({
    name,
    type: typeOf(schema),
    ...(schema.default === undefined ? {} : { default: literalOf(schema.default) }),
    description: schema.description ?? '',
  }))
  return [...options, dir]
}

/** A `dockerfile.ts` that calls a preset with the options worth showing. */
export const exampleOf = ({ name, example = {} }: AnyPresetDefinition): string => {
  const call = camelCase(name)
  const options = Object.keys(example).length === 0 ? '' : literalOf(example)
  return `import { ${call} } from 'gen-dockerfile'\n\nexport default ${call}(${options})\n`
}
