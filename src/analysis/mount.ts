import { parseCsv } from '../parser/checks/csv.js'

/** A `RUN --mount=…` as its keys say it; values are Dockerfile words before expansion. */
export interface Mount {
  /** `bind` where none is written. */
  readonly type: string
  readonly from?: string
  readonly source?: string
  readonly target?: string
  readonly id?: string
  readonly sharing?: string
  readonly uid?: string
  readonly gid?: string
  readonly mode?: string
  readonly required?: string
  readonly env?: string
  readonly size?: string
  readonly readonly?: string
  readonly readwrite?: string
  /** All values in order, as they are expanded. */
  readonly values: readonly string[]
}

const keys: Readonly<Record<string, keyof Omit<Mount, 'values'>>> = {
  type: 'type',
  from: 'from',
  source: 'source',
  src: 'source',
  target: 'target',
  dst: 'target',
  destination: 'target',
  id: 'id',
  sharing: 'sharing',
  uid: 'uid',
  gid: 'gid',
  mode: 'mode',
  required: 'required',
  env: 'env',
  size: 'size',
  readonly: 'readonly',
  ro: 'readonly',
  readwrite: 'readwrite',
  rw: 'readwrite',
}

const cache = new Map<string, Mount>()

/**
 * Reads the value of a `--mount` flag: comma-separated fields, each of which may be quoted.
 *
 * @example
 * ```ts
 * readMount('type=cache,target=/root/.npm').target // '/root/.npm'
 * ```
 */
export const readMount = (text: string): Mount => {
  const known = cache.get(text)
  if (known !== undefined) return known
  const found: Partial<Record<keyof Omit<Mount, 'values'>, string>> = {}
  const values: string[] = []
  for (const field of fieldsOf(text)) {
    const equals = field.indexOf('=')
    const key = keys[(equals < 0 ? field : field.slice(0, equals)).toLowerCase()]
    const value = equals < 0 ? 'true' : field.slice(equals + 1)
    if (equals >= 0) values.push(value)
    if (key !== undefined) found[key] = value
  }
  const mount: Mount = { ...found, type: (found.type ?? 'bind').toLowerCase(), values }
  if (cache.size < 500) cache.set(text, mount)
  return mount
}

const fieldsOf = (text: string): readonly string[] => {
  const fields = parseCsv(text)
  return 'error' in fields ? text.split(',') : fields
}
