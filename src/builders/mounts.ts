import { brand } from './brand.js'
import type { Text } from './literal.js'
import { checkFilledText, encodeWord } from './words.js'
import { checkOptions } from './check-options.js'
import { checkFilled, refuse, show } from './refuse.js'
import type { LowerContext } from './step.js'
import { isStage, type AnyStage } from './stage-value.js'
import { octalMode, type Mode } from './values.js'

/** A mount of a RUN instruction; made by {@link cache}, {@link bind}, {@link secret}, {@link ssh} and {@link tmpfs}. */
export interface Mount {
  readonly [brand]: 'mount'
  readonly type: 'cache' | 'bind' | 'secret' | 'ssh' | 'tmpfs'
  /** The stage that it reads from, where it does. */
  readonly from?: AnyStage | string
  readonly options: ReadonlyMap<string, Text | number | true>
}

interface FileOwner {
  /** Numeric user id of the mounted directory or file; 0 by default. */
  readonly uid?: number
  /** Numeric group id; 0 by default. */
  readonly gid?: number
  /** Permissions in octal, such as `'0755'` or `0o755`. */
  readonly mode?: Mode
}

/** Options of {@link cache}. */
export interface CacheOptions extends FileOwner {
  /** Name that separates caches; the target path by default. */
  readonly id?: Text
  /** Stage or image that fills the cache when it is empty. */
  readonly from?: AnyStage | string
  /** Path in `from`. */
  readonly source?: Text
  /** What happens when two builds use it at once: `locked` waits, `private` makes another. */
  readonly sharing?: 'shared' | 'private' | 'locked'
  readonly readonly?: boolean
}

/** Options of {@link bind}. */
export interface BindOptions {
  /** Stage or image to read from; the build context by default. */
  readonly from?: AnyStage | string
  /** Path in `from`; its root by default. */
  readonly source?: Text
  /** Allows writes, which are thrown away after the RUN. */
  readonly readwrite?: boolean
}

/** Options of {@link secret}. */
export interface SecretOptions extends FileOwner {
  /** Path of the secret's file; `/run/secrets/<id>` by default. */
  readonly target?: Text
  /** Environment variable that holds the secret, instead of a file. */
  readonly env?: string
  /** Whether the build fails without it; true by default, since an absent secret is otherwise silently left out. */
  readonly required?: boolean
}

/** Options of {@link ssh}. */
export interface SshOptions extends FileOwner {
  readonly id?: Text
  /** Path of the agent's socket. */
  readonly target?: Text
  /** Whether the build fails without an agent; true by default. */
  readonly required?: boolean
}

/** Options of {@link tmpfs}. */
export interface TmpfsOptions {
  /** Upper limit such as `'64m'`, or in bytes. */
  readonly size?: number | `${number}${'' | 'b' | 'k' | 'm' | 'g'}`
}

const needed: Readonly<Partial<Record<Mount['type'], string>>> = {
  cache: 'target',
  bind: 'target',
  secret: 'id',
  tmpfs: 'target',
}
const flags: readonly string[] = ['readonly', 'readwrite', 'required']
const ids: readonly string[] = ['uid', 'gid']

const checkFlag = (value: unknown, what: string): void => {
  if (typeof value !== 'boolean') refuse('invalid-mount', `${what} must be true or false, not ${show(value)}.`)
}

const makeMount = (
  type: Mount['type'],
  options: Readonly<Record<string, Text | number | boolean | undefined>>,
  from?: AnyStage | string,
): Mount => {
  const kept = new Map<string, Text | number | true>()
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined && key !== needed[type]) continue
    const what = `The ${key} of ${type}()`
    if (flags.includes(key)) checkFlag(value, what)
    else if (!ids.includes(key)) checkFilledText(value, what)
    if (value !== undefined && value !== false) kept.set(key, value)
  }
  return Object.freeze({ [brand]: 'mount' as const, type, options: kept, ...(from === undefined ? {} : { from }) })
}

const checkId = (value: number | undefined, what: string): number | undefined =>
  value === undefined || (Number.isInteger(value) && value >= 0 && value <= 4294967295)
    ? value
    : refuse('invalid-mount', `The ${what} of a mount must be a whole number from 0 to 4294967295, not ${show(value)}.`)

const owner = ({ uid, gid, mode }: FileOwner) => ({
  uid: checkId(uid, 'uid'),
  gid: checkId(gid, 'gid'),
  mode: mode === undefined ? undefined : octalMode(mode, 'The mode of a mount'),
})

/**
 * A directory that outlives the build step and is shared by builds, for downloads and compiler output.
 *
 * @example
 * ```ts
 * stage().from('golang:1.26-trixie').run('go build', { mounts: [cache('/root/.cache/go-build')] })
 * // FROM golang:1.26-trixie
 * // RUN --mount=type=cache,target=/root/.cache/go-build go build
 * ```
 * @throws GenDockerfileError `invalid-mount`
 */
export const cache = (target: Text, options: CacheOptions = {}): Mount => {
  checkOptions(
    options,
    ['id', 'from', 'source', 'sharing', 'readonly', 'uid', 'gid', 'mode'],
    'cache()',
    'invalid-mount',
  )
  const { id, from, source, sharing, readonly } = options
  return makeMount('cache', { id, target, source, sharing, readonly, ...owner(options) }, from)
}

/**
 * A file or directory of the build context, of another stage or of an image, visible during one RUN and in no layer.
 *
 * @example
 * ```ts
 * stage().from('python:3.14-slim').run('pip install -r requirements.txt', {
 *   mounts: [bind('requirements.txt', { source: 'requirements.txt' })],
 * })
 * // FROM python:3.14-slim
 * // RUN --mount=type=bind,source=requirements.txt,target=requirements.txt pip install -r requirements.txt
 * ```
 */
export const bind = (target: Text, options: BindOptions = {}): Mount => {
  checkOptions(options, ['from', 'source', 'readwrite'], 'bind()', 'invalid-mount')
  const { from, source, readwrite } = options
  return makeMount('bind', { source, target, readwrite }, from)
}

/**
 * A secret that the one who builds passes with `--secret`; it is in no layer. Required unless `required: false`.
 *
 * @example
 * ```ts
 * stage().from('node:24-slim').run('npm ci', { mounts: [secret('npmrc', { target: '/root/.npmrc' })] })
 * // FROM node:24-slim
 * // RUN --mount=type=secret,id=npmrc,target=/root/.npmrc,required npm ci
 * ```
 */
export const secret = (id: Text, options: SecretOptions = {}): Mount => {
  checkOptions(options, ['target', 'env', 'required', 'uid', 'gid', 'mode'], 'secret()', 'invalid-mount')
  const { target, env, required = true } = options
  return makeMount('secret', { id, target, env, required, ...owner(options) })
}

/**
 * The SSH agent of the one who builds (`--ssh`), for private repositories. Required unless `required: false`.
 *
 * @example
 * ```ts
 * stage().from('alpine/git:2.49.1').run('git clone git@example.com:team/app.git', { mounts: [ssh()] })
 * // FROM alpine/git:2.49.1
 * // RUN --mount=type=ssh,required git clone git@example.com:team/app.git
 * ```
 */
export const ssh = (options: SshOptions = {}): Mount => {
  checkOptions(options, ['id', 'target', 'required', 'uid', 'gid', 'mode'], 'ssh()', 'invalid-mount')
  const { id, target, required = true } = options
  return makeMount('ssh', { id, target, required, ...owner(options) })
}

/**
 * A directory in memory for one RUN.
 *
 * @example
 * ```ts
 * stage().from('debian:trixie-slim').run('make test', { mounts: [tmpfs('/tmp', { size: '64m' })] })
 * // FROM debian:trixie-slim
 * // RUN --mount=type=tmpfs,target=/tmp,size=64m make test
 * ```
 */
export const tmpfs = (target: Text, options: TmpfsOptions = {}): Mount => {
  checkOptions(options, ['size'], 'tmpfs()', 'invalid-mount')
  return makeMount('tmpfs', { target, size: options.size === undefined ? undefined : String(options.size) })
}

const csvField = (field: string): string => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)

/** The value of `--mount=` for a mount. */
export const mountFlag = (mount: Mount, context: LowerContext): string => {
  const fields = [`type=${mount.type}`]
  if (mount.from !== undefined) {
    fields.push(`from=${isStage(mount.from) ? context.nameOf(mount.from) : context.external(externalName(mount.from))}`)
  }
  for (const [key, value] of mount.options) {
    fields.push(
      value === true
        ? key
        : `${key}=${typeof value === 'number' ? value : encodeWord(value, context.escape, `The ${key} of a mount`)}`,
    )
  }
  return fields.map(csvField).join(',')
}

const externalName = (name: string): string =>
  checkFilled(name, 'The `from` of a mount').includes('$')
    ? refuse(
        'variable-in-from',
        `The \`from\` of a mount cannot hold a variable: ${show(name)}.`,
        'Make a stage with `from(…)` and pass the stage.',
      )
    : name
