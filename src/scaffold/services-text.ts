import { isMap, parseDocument, YAMLMap } from 'yaml'
import { type FoundFolder, isService } from './find-services.js'

/** A line of `services:`. */
export interface ServiceLine {
  /** A folder, or a glob of folders. */
  readonly key: string
  /** False for a folder that a glob names and that is no service. */
  readonly value: false | null
}

const parentOf = (dir: string): string => (dir.includes('/') ? dir.slice(0, dir.lastIndexOf('/')) : '')

/** A folder of services is named by a glob where most of what is in it is one, so that the next one needs no line. */
const linesOf = (parent: string, folders: readonly FoundFolder[]): readonly ServiceLine[] => {
  const services = folders.filter(isService)
  const others = folders.filter((each) => !isService(each))
  const isGlob = parent !== '' && services.length > 1 && services.length >= 3 * others.length
  if (!isGlob) return services.map(({ dir }) => ({ key: dir, value: null }))
  return [{ key: `${parent}/*`, value: null }, ...others.map(({ dir }): ServiceLine => ({ key: dir, value: false }))]
}

/** The lines that describe the services among folders. */
export const serviceLines = (folders: readonly FoundFolder[]): readonly ServiceLine[] => {
  const byParent = new Map<string, FoundFolder[]>()
  for (const folder of folders) {
    const parent = parentOf(folder.dir)
    const known = byParent.get(parent)
    if (known === undefined) byParent.set(parent, [folder])
    else known.push(folder)
  }
  return [...byParent].flatMap(([parent, own]) => linesOf(parent, own))
}

const plain = (key: string): string => (/^[\w@./-]+\*?$/.test(key) && !key.startsWith('*') ? key : JSON.stringify(key))

/**
 * The text of a new `gen-dockerfile.yaml`.
 *
 * @example
 * ```ts
 * newConfigText([{ key: 'services/*', value: null }])
 * // # The Dockerfiles of this repository: `npx gen-dockerfile` writes them.
 * // services:
 * //   services/*: {}
 * ```
 */
export const newConfigText = (lines: readonly ServiceLine[]): string =>
  [
    '# The Dockerfiles of this repository: `npx gen-dockerfile` writes them.',
    'services:',
    ...lines.map(({ key, value }) => `  ${plain(key)}: ${value === false ? 'false' : '{}'}`),
    '',
  ].join('\n')

/** The text of a `gen-dockerfile.yaml` with more services behind those that it has; comments, order and line ends stay. */
export const withServices = (present: string, lines: readonly ServiceLine[]): string => {
  const document = parseDocument(present)
  const services: unknown = document.get('services')
  const added = (value: ServiceLine['value']) => (value === false ? false : document.createNode({}, { flow: true }))
  if (isMap(services)) for (const { key, value } of lines) services.set(key, added(value))
  else {
    const map = new YAMLMap()
    for (const { key, value } of lines) map.set(key, added(value))
    document.set('services', map)
  }
  const text = document.toString({ lineWidth: 0 })
  return present.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
}
