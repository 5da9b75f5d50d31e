import { remember } from '../model/remember.js'
import type { Mount, MountOwner, MountType } from '../model/mount.js'
import { parseCsv, splitField } from './checks/csv.js'
import { parseGoBoolean, parseSize, parseUnsigned } from './checks/numbers.js'
import { goQuote } from '../words/go-text.js'
import { suggestionFor } from './suggestion.js'

/** Expands the variables of a value, or says why it cannot. */
export type Expand = (word: string) => { readonly value: string } | { readonly error: string }

interface Failure {
  readonly error: string
}

interface Fields extends MountOwner {
  readonly type: MountType
  readonly from?: string
  readonly source?: string
  readonly target?: string
  readonly id?: string
  readonly sharing?: 'shared' | 'private' | 'locked'
  readonly env?: string
  readonly readonly?: boolean
  readonly required?: boolean
  readonly size?: number
}

type Change = Partial<Fields> | Failure

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'] as const satisfies readonly MountType[]
const sharings = ['shared', 'private', 'locked'] as const

const invalid = (key: string, value: string): Failure => ({ error: `invalid value for ${key}: ${value}` })
const unexpected = (key: string, type: MountType): Failure => ({
  error: `unexpected key '${key}' for mount type '${type}'`,
})

const number =
  (name: 'mode' | 'uid' | 'gid', base: 8 | 10) =>
  (value: string): Change => {
    const parsed = parseUnsigned(value, base)
    return parsed === undefined ? { error: `invalid value ${value} for ${name}` } : { [name]: parsed }
  }

const access =
  (whenTrue: boolean) =>
  (value: string, key: string): Change => {
    const parsed = parseGoBoolean(value)
    return parsed === undefined ? invalid(key, value) : { readonly: parsed === whenTrue }
  }

const source = (value: string): Change => ({ source: value })
const target = (value: string): Change => ({ target: value })

/** What each key sets; aliases have rows of their own. */
const keys: Readonly<Record<string, (value: string, key: string, fields: Fields) => Change>> = {
  type: (value) => {
    const type = types.find((each) => each === value.toLowerCase())
    return type === undefined
      ? { error: `unsupported mount type ${goQuote(value)}${suggestionFor(value, types)}` }
      : { type }
  },
  from: (value) => ({ from: value }),
  source,
  target,
  readonly: access(true),
  id: (value) => ({ id: value }),
  sharing: (value) => {
    const sharing = sharings.find((each) => each === value.toLowerCase())
    return sharing === undefined
      ? { error: `unsupported sharing value ${goQuote(value)}${suggestionFor(value, sharings)}` }
      : { sharing }
  },
  required: (value, key, { type }) => {
    if (type !== 'secret' && type !== 'ssh') return unexpected(key, type)
    const required = parseGoBoolean(value)
    return required === undefined ? invalid(key, value) : { required }
  },
  size: (value, key, { type }) => {
    if (type !== 'tmpfs') return unexpected(key, type)
    const size = parseSize(value)
    return size === undefined ? invalid(key, value) : { size }
  },
  mode: number('mode', 8),
  uid: number('uid', 10),
  gid: number('gid', 10),
  src: source,
  dst: target,
  destination: target,
  ro: access(true),
  rw: access(false),
  readwrite: access(false),
  env: (value) => ({ env: value }),
}

/** The keys that may stand without a value. */
const bareKeys: Readonly<Record<string, (fields: Fields) => Change>> = {
  readonly: () => ({ readonly: true }),
  ro: () => ({ readonly: true }),
  readwrite: () => ({ readonly: false }),
  rw: () => ({ readonly: false }),
  required: ({ type }) => (type === 'secret' || type === 'ssh' ? { required: true } : unexpected('required', type)),
}

const readField = (field: string, fields: Fields, expand: Expand): Change => {
  const { key, value } = splitField(field)
  if (value === undefined) {
    const bare = Object.hasOwn(bareKeys, key) ? bareKeys[key] : undefined
    return bare === undefined ? { error: `invalid field '${field}' must be a key=value pair` } : bare(fields)
  }
  const expanded = expand(value)
  if ('error' in expanded) return expanded
  const set = Object.hasOwn(keys, key) ? keys[key] : undefined
  if (set !== undefined) return set(expanded.value, key, fields)
  return { error: `unexpected key '${key}' in '${field}'${suggestionFor(key, Object.keys(keys))}` }
}

const checkCombination = (fields: Fields): string | undefined => {
  const { type, from, id, target: at, sharing } = fields
  if (type === 'bind' || type === 'tmpfs') {
    const owner = (['mode', 'uid', 'gid'] as const).find((key) => fields[key] !== undefined)
    if (owner !== undefined) return `${owner} not allowed for ${goQuote(type)} type mounts`
  }
  if (type === 'secret') {
    if (from) return 'secret mount should not have a from'
    if (sharing !== undefined) return 'secret mount should not define sharing'
    if (!fields.source && !at && !id) return 'invalid secret mount. one of source, target required'
    if (fields.source && id) return "both source and id can't be set"
  }
  return sharing !== undefined && type !== 'cache' ? `invalid cache sharing set for ${type} mount` : undefined
}

const picked = <Key extends keyof Fields>(fields: Fields, names: readonly Key[]): Partial<Pick<Fields, Key>> => {
  const found: Partial<Pick<Fields, Key>> = {}
  for (const name of names) if (fields[name] !== undefined && fields[name] !== '') found[name] = fields[name]
  return found
}

const lastPart = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

const makers: Readonly<Record<MountType, (fields: Fields) => Mount>> = {
  bind: (it) => ({
    type: 'bind',
    target: it.target ?? '',
    ...picked(it, ['from', 'source']),
    readonly: it.readonly ?? true,
  }),
  cache: (it) => ({
    type: 'cache',
    target: it.target ?? '',
    ...picked(it, ['from', 'source', 'id', 'sharing', 'uid', 'gid', 'mode']),
    readonly: it.readonly ?? false,
  }),
  tmpfs: (it) => ({
    type: 'tmpfs',
    target: it.target ?? '',
    ...picked(it, ['size']),
    readonly: it.readonly ?? false,
  }),
  secret: (it) => ({
    type: 'secret',
    id: it.source || it.id || lastPart(it.target ?? ''),
    ...picked(it, ['target', 'env', 'uid', 'gid', 'mode']),
    required: it.required ?? false,
  }),
  ssh: (it) => ({
    type: 'ssh',
    ...picked(it, ['id', 'target', 'uid', 'gid', 'mode']),
    required: it.required ?? false,
  }),
}

const literally: Expand = (value) => ({ value })

/**
 * Reads the value of `RUN --mount=`. `expand` gives the values their variables and takes their quotes away; without it
 * they are taken as they stand.
 *
 * @example
 * ```ts
 * parseMount('type=cache,target=/root/.npm,sharing=locked')
 * // { mount: { type: 'cache', target: '/root/.npm', sharing: 'locked', readonly: false } }
 * parseMount('type=bind,size=1m') // { error: "unexpected key 'size' for mount type 'bind'" }
 * ```
 */
export const parseMount = (text: string, expand: Expand = literally): { readonly mount: Mount } | Failure => {
  const list = parseCsv(text)
  if ('error' in list) return { error: `failed to parse csv mounts: ${list.error}` }
  let fields: Fields = { type: 'bind' }
  for (const field of list) {
    const change = readField(field, fields, expand)
    if ('error' in change) return change
    fields = { ...fields, ...change }
  }
  const flaw = checkCombination(fields)
  if (flaw !== undefined) return { error: flaw }
  if (fields.type === 'ssh' && fields.source) return { error: 'ssh does not support source' }
  return { mount: makers[fields.type](fields) }
}

/** BuildKit's message about a mount before its variables are known: quotes of the list, and variables in `from`. */
export const checkMountText = remember((text: string): string | undefined => {
  const list = parseCsv(text)
  if ('error' in list) return `failed to parse csv mounts: ${list.error}`
  for (const field of list) {
    const { key, value } = splitField(field)
    if (key !== 'from' || value === undefined) continue
    const dollar = value.indexOf('$')
    if (dollar >= 0 && dollar !== value.length - 1) {
      return `'${key}' doesn't support variable expansion, define alias stage instead`
    }
  }
  return undefined
})
