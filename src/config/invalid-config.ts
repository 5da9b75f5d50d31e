import type * as z from 'zod'
import { GenDockerfileError } from '../model/error.js'
import { nearest } from '../words/nearest.js'
import { configJsonSchema } from './schema.js'
import type { YamlSource } from './yaml-source.js'

type Issue = z.core.$ZodIssue

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** The schema of a key; of several alternatives those that have keys, as one. */
const schemaOf = (schema: unknown, key: PropertyKey): unknown => {
  if (!isObject(schema)) return {}
  const { properties, additionalProperties = {} } = schema
  const found = isObject(properties) && Object.hasOwn(properties, key) ? properties[String(key)] : additionalProperties
  const alternatives: unknown = isObject(found) ? found['anyOf'] : undefined
  if (!Array.isArray(alternatives)) return found
  const keyed: readonly unknown[] = alternatives.flatMap((each: unknown) => (isObject(each) ? each['properties'] : []))
  const alike = keyed.filter(isObject)
  return alike.length === 0 ? found : { properties: Object.assign({}, ...alike) }
}

/** The keys that an object at a path of the configuration may have. */
const keysAt = (path: readonly PropertyKey[]): readonly string[] => {
  const schema = path.reduce(schemaOf, configJsonSchema())
  if (!isObject(schema)) return []
  const names = isObject(schema['propertyNames']) ? schema['propertyNames']['enum'] : undefined
  if (Array.isArray(names)) return names.map(String)
  return isObject(schema['properties']) ? Object.keys(schema['properties']) : []
}

const nameOf = (path: readonly PropertyKey[]): string => path.map(String).join('.')

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ')

/** What is wrong with a value that an alternative is meant for. */
const telling: ReadonlySet<Issue['code']> = new Set(['invalid_format', 'unrecognized_keys', 'custom'])

/** How deep inside an issue lies: a key that is not known lies in what it is reported for, and says more than one that is missing. */
const depthOf = ({ code, path }: Issue): number => path.length + (code === 'unrecognized_keys' ? 1.5 : 0)

/** The one alternative of a union that says the most: what went wrong deepest inside. */
const innermost = (issue: Issue): Issue => {
  if (issue.code !== 'invalid_union') return issue
  const inner = issue.errors.flat().filter((each) => each.path.length > 0 || telling.has(each.code))
  const [first] = inner.toSorted((left, right) => depthOf(right) - depthOf(left))
  return first === undefined ? issue : innermost({ ...first, path: [...issue.path, ...first.path] })
}

const unknownKey = (path: readonly PropertyKey[], key: string): { message: string; hint: string } => {
  const known = keysAt(path)
  const near = nearest(key, known)
  const isRule = nameOf(path) === 'lint.rules'
  return {
    message: isRule ? `There is no rule \`${key}\`.` : `There is no setting \`${nameOf([...path, key])}\`.`,
    hint:
      near !== undefined
        ? `Did you mean \`${near}\`?`
        : isRule
          ? 'Run `gen-dockerfile rules` for a list.'
          : `Known here: ${list(known)}.`,
  }
}

/** What YAML calls the types. */
const types: Readonly<Record<string, string>> = {
  record: 'a mapping (`key: value`)',
  object: 'a mapping (`key: value`)',
  array: 'a list',
  null: 'nothing',
}

const reasonOf = ({ message }: Issue): string =>
  message.replace(/^Invalid input: /, '').replace(/(?<=^expected |, received )(\w+)\b/g, (word) => types[word] ?? word)

const told = (issue: Issue): { message: string; hint?: string } => {
  const name = issue.path.length === 0 ? 'The file' : `\`${nameOf(issue.path)}\``
  const given = 'input' in issue && typeof issue.input === 'string' ? ` \`${issue.input}\`` : ''
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKey(issue.path, issue.keys[0] ?? '')
    case 'invalid_key':
      return unknownKey(issue.path.slice(0, -1), String(issue.path.at(-1)))
    case 'invalid_value': {
      const values = issue.values.map(String)
      const near = nearest(given.replaceAll(/[ `]/g, ''), values)
      return {
        message: `${name} cannot be${given === '' ? ' that' : given}.`,
        hint: near === undefined ? `It is one of ${list(values)}.` : `Did you mean \`${near}\`?`,
      }
    }
    default:
      return { message: `${name} is not valid: ${reasonOf(issue)}.` }
  }
}

/** The error for what the schema does not accept, at its line. */
export const invalidConfig = (issues: readonly Issue[], file: string, { placeOf }: YamlSource): GenDockerfileError => {
  const [first] = issues.map(innermost)
  const { message, hint } = first === undefined ? { message: 'The file is not valid.' } : told(first)
  const isKey = first?.code === 'unrecognized_keys'
  return new GenDockerfileError({
    code: 'invalid-config',
    message: `\`${file}\`: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    place: placeOf(first?.path ?? [], isKey ? first.keys[0] : undefined),
  })
}
