import { brandOf } from '../builders/brand.js'
import type { Buildable } from '../builders/assemble.js'
import { GenDockerfileError } from '../model/error.js'
import type { Preset } from '../presets/define-preset.js'

/** One Dockerfile that a default export asks for. */
export interface ExportedTarget {
  readonly value: Buildable | Preset
  /** The file by its place in the export, relative to `dockerfile.ts`; `undefined` where the value must name one. */
  readonly file: string | undefined
  /** Its place in the export for messages: `the item 2`, `\`api\``; empty for the export itself. */
  readonly label: string
}

const targetBrands: readonly unknown[] = ['stage', 'dockerfile', 'preset']

const isTarget = (value: unknown): value is Buildable | Preset => targetBrands.includes(brandOf(value))

const brandNames: Readonly<Record<string, string>> = {
  'unstarted-stage': 'a stage without a base (it has no `.from(…)` yet)',
  dockerignore: 'a dockerignore() without a Dockerfile (pass it as `dockerfile({ ignore })`)',
  literal: 'a literal()',
  mount: 'a mount',
  shell: 'a piece of shell',
  script: 'a script()',
  heredoc: 'a heredoc()',
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

const describe = (value: unknown): string => {
  const brand = brandOf(value)
  if (typeof brand === 'string') return brandNames[brand] ?? `a ${brand}`
  if (typeof value === 'string') return `the string \`${cut(JSON.stringify(value))}\``
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  if (typeof value === 'function') return 'a function'
  if (typeof value !== 'object') return `the ${typeof value} \`${cut(String(value))}\``
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name
  if (typeof name === 'string' && name !== 'Object' && name !== '') return `an object of class \`${cut(name)}\``
  return Object.keys(value).length === 0 ? 'an empty object' : 'an object'
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value)) &&
  brandOf(value) === undefined

const refuse = (source: string, what: string): never => {
  throw new GenDockerfileError({
    code: 'dockerfile-ts-wrong-export',
    message: `\`${source}\` ${what}, which is not something to generate.`,
    hint: 'Export a stage, a `dockerfile(…)`, a preset, an array or a record of them, or a function that returns one of those.',
    place: { file: source },
  })
}

const checkItem = (value: unknown, label: string, source: string): Buildable | Preset =>
  isTarget(value) ? value : refuse(source, `has ${describe(value)} as ${label} of its default export`)

/**
 * `api` gives `api.Dockerfile`; with a `/` it is a folder: `services/api` gives `services/api/Dockerfile`. A key that is the
 * name of a Dockerfile already stays as it is.
 */
const fileOfKey = (key: string, source: string): string => {
  if (/(?:^|[./])Dockerfile$/.test(key)) return key
  if (/[^./]/.test(key)) return key.includes('/') ? `${key.replace(/\/+$/, '')}/Dockerfile` : `${key}.Dockerfile`
  throw new GenDockerfileError({
    code: 'dockerfile-ts-wrong-export',
    message: `\`${source}\` has the key \`${key}\` in its default export, which names no file.`,
    hint: 'A key `api` gives `api.Dockerfile`, `services/api` gives `services/api/Dockerfile`.',
    place: { file: source },
  })
}

/**
 * The Dockerfiles that a default export asks for. `returned` says that the value came out of an exported function.
 *
 * @throws GenDockerfileError `dockerfile-ts-wrong-export`
 */
export const targetsOf = (value: unknown, source: string, returned: boolean): readonly ExportedTarget[] => {
  if (isTarget(value)) return [{ value, file: 'Dockerfile', label: '' }]
  if (Array.isArray(value) && value.length > 0) {
    return value.map((item: unknown, index) => {
      const label = `item ${index + 1}`
      return { value: checkItem(item, label, source), file: undefined, label }
    })
  }
  if (isRecord(value) && Object.keys(value).length > 0) {
    return Object.entries(value).map(([key, item]) => {
      const label = `\`${key}\``
      return { value: checkItem(item, label, source), file: fileOfKey(key, source), label }
    })
  }
  return refuse(source, `${returned ? 'exports a function that returns' : 'exports'} ${describe(value)}`)
}
