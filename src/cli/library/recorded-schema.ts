/**
 * Schemas that are written down when they are declared and made when a value has to be checked. Making them takes the
 * schema library, which is most of what a preset costs, and a preset without options has nothing to check.
 */

/** A declared schema. */
interface Recording {
  readonly schema: () => object
  /** Gives what an option becomes that is left out; absent when that is for the schema to say. */
  readonly whenLeftOut?: () => unknown
  /** The fields of an object. */
  readonly fields?: Readonly<Record<string, unknown>>
}

const recordings = new WeakMap<object, Recording>()

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && Object.getPrototypeOf(value) === Object.prototype

const recordingOf = (value: unknown): Recording | undefined => (isObject(value) ? recordings.get(value) : undefined)

/** A value with the schemas in it made. */
const made = (value: unknown): unknown => {
  const recording = recordingOf(value)
  if (recording !== undefined) return recording.schema()
  if (Array.isArray(value)) return value.map(made)
  if (!isPlain(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, made(each)]))
}

const call = (owner: object, name: string, args: readonly unknown[]): object => {
  const method: unknown = Reflect.get(owner, name)
  const result: unknown = typeof method === 'function' ? Reflect.apply(method, owner, args.map(made)) : undefined
  if (isObject(result)) return result
  throw new TypeError(`${name} makes no schema`)
}

const copyOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return [...value]
  return isPlain(value) ? { ...value } : value
}

/** The methods that are written down, and what they change in what an option becomes that is left out. */
const methods: Readonly<Record<string, (from: Recording, args: readonly unknown[]) => Omit<Recording, 'schema'>>> = {
  describe: ({ schema: _, ...rest }) => rest,
  strict: ({ schema: _, ...rest }) => rest,
  optional: ({ whenLeftOut = () => undefined }) => ({ whenLeftOut }),
  default: (_, [value]) => (typeof value === 'function' ? {} : { whenLeftOut: () => copyOf(value) }),
  min: () => ({}),
  max: () => ({}),
  regex: () => ({}),
}

/** What an object without any field comes to; `undefined` where a field cannot be left out. */
const empty = ({ fields }: Recording): object | undefined => {
  if (fields === undefined) return undefined
  const data: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const { whenLeftOut } = recordingOf(field) ?? {}
    if (whenLeftOut === undefined) return undefined
    const value = whenLeftOut()
    if (value !== undefined) data[name] = value
  }
  return data
}

const safeParse = (recording: Recording, given: unknown): object => {
  const data = isPlain(given) && Object.keys(given).length === 0 ? empty(recording) : undefined
  return data === undefined ? call(recording.schema(), 'safeParse', [given]) : { success: true, data }
}

const record = (make: () => object, rest: Omit<Recording, 'schema'>): object => {
  let schema: object | undefined
  const recording: Recording = { ...rest, schema: () => (schema ??= make()) }
  const proxy = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === 'safeParse') return (given: unknown) => safeParse(recording, given)
        const change = typeof name === 'string' && Object.hasOwn(methods, name) ? methods[name] : undefined
        if (typeof name !== 'string' || change === undefined) return Reflect.get(recording.schema(), name)
        return (...args: readonly unknown[]) =>
          record(() => call(recording.schema(), name, args), change(recording, args))
      },
      has: (_, name) => Reflect.has(recording.schema(), name),
    },
  )
  recordings.set(proxy, recording)
  return proxy
}

/** A function of the schema library, `z.string`, that is written down; `load` gives the library. */
export const recorded =
  (load: () => object, name: string) =>
  (...args: readonly unknown[]): object => {
    const [fields] = args
    return record(() => call(load(), name, args), name === 'object' && isPlain(fields) ? { fields } : {})
  }

/** A function of the schema library that takes schemas and makes none, `z.toJSONSchema`. */
export const called =
  (load: () => object, name: string) =>
  (...args: readonly unknown[]): object =>
    call(load(), name, args)
