import { at, compact, recordAt, stringAt, stringMapAt, stringsAt } from '../value.js'
import type { NodeManifest } from './node-facts.js'

/** `bin` may be one path, which takes the package's name. */
const readBin = (manifest: unknown, name: string | undefined): Readonly<Record<string, string>> => {
  const single = stringAt(manifest, 'bin')
  if (single === undefined) return stringMapAt(manifest, 'bin')
  return { [name?.replace(/^@[^/]*\//, '') ?? 'bin']: single }
}

/** pnpm copies an injected member instead of linking it. */
const isInjecting = (manifest: unknown): boolean =>
  Object.values(recordAt(manifest, 'dependenciesMeta')).some((meta) => at(meta, 'injected') === true)

/** Fields that only whoever imports a package reads. */
const forImporters = ['exports', 'module', 'types', 'typings', 'publishConfig']

/** Reads what an image cares about from a parsed package.json; values of the wrong type count as absent. */
export const readManifest = (manifest: unknown): NodeManifest => {
  const name = stringAt(manifest, 'name')
  return {
    ...compact({ name, version: stringAt(manifest, 'version'), main: stringAt(manifest, 'main') }),
    ...(at(manifest, 'files') === undefined ? {} : { files: stringsAt(manifest, 'files') }),
    ...(forImporters.some((field) => at(manifest, field) !== undefined) ? { importable: true } : {}),
    ...(isInjecting(manifest) ? { injected: true } : {}),
    private: at(manifest, 'private') === true,
    type: stringAt(manifest, 'type') === 'module' ? 'module' : 'commonjs',
    bin: readBin(manifest, name),
    scripts: stringMapAt(manifest, 'scripts'),
    dependencies: stringMapAt(manifest, 'dependencies'),
    devDependencies: stringMapAt(manifest, 'devDependencies'),
    optionalDependencies: stringMapAt(manifest, 'optionalDependencies'),
    peerDependencies: stringMapAt(manifest, 'peerDependencies'),
  }
}
