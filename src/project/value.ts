/** An object of a parsed JSON, TOML or YAML document. */
export type ParsedRecord = Readonly<Record<string, unknown>>

/** Whether a parsed value is an object (a table, a mapping) and not a list. */
export const isRecord = (value: unknown): value is ParsedRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)

/** The value at a path of keys: `at(document, 'tool', 'uv', 'package')`. */
export const at = (value: unknown, ...keys: readonly string[]): unknown => {
  let current = value
  for (const key of keys) {
    if (!isRecord(current) || !Object.hasOwn(current, key)) return undefined
    current = current[key]
  }
  return current
}

/** The text at a path of keys; blank texts count as absent. */
export const stringAt = (value: unknown, ...keys: readonly string[]): string | undefined => {
  const found = at(value, ...keys)
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined
}

/** The object at a path of keys, or an empty one. */
export const recordAt = (value: unknown, ...keys: readonly string[]): ParsedRecord => {
  const found = at(value, ...keys)
  return isRecord(found) ? found : {}
}

/** The list at a path of keys, or an empty one. */
export const listAt = (value: unknown, ...keys: readonly string[]): readonly unknown[] => {
  const found = at(value, ...keys)
  return Array.isArray(found) ? found : []
}

/** The texts of a list at a path of keys. */
export const stringsAt = (value: unknown, ...keys: readonly string[]): readonly string[] =>
  listAt(value, ...keys).filter((item) => typeof item === 'string')

type StringMap = Readonly<Record<string, string>>

const isStringMap = (record: ParsedRecord): record is StringMap => {
  for (const key in record) if (typeof record[key] !== 'string') return false
  return true
}

/** The entries of an object whose values are texts. Nearly always all are, and it is given as it is: manifests have many. */
export const stringMapAt = (value: unknown, ...keys: readonly string[]): StringMap => {
  const record = recordAt(value, ...keys)
  if (isStringMap(record)) return record
  const entries = Object.entries(record)
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** Plain code-unit order, the same on every machine. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Sorted without duplicates. */
export const sortedUnique = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort(byCodeUnit)

/** `T` with the properties that may be undefined made optional instead. */
export type Compact<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** An object without its undefined values, so that an unknown fact is absent, also in JSON. */
export const compact = <T extends object>(value: T): Compact<T> => {
  // The compiler cannot follow keys; the condition below is exactly what the type says.
  const result = {} as Compact<T> & { -readonly [K in keyof T]?: T[K] }
  for (const key in value) if (value[key] !== undefined) result[key] = value[key]
  return result
}
