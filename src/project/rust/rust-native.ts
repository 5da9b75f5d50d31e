import { rememberOf } from '../../model/remember.js'
import type { NativeNeed } from '../common-facts.js'
import { nativeNeeds } from '../native-table.js'
import { byCodeUnit, recordAt, stringAt, stringsAt } from '../value.js'
import { dependencyTables } from './cargo-members.js'
import { bundledBy, nativeCrates } from './native-crates.js'

/** Features that a dependency table asks for, of the crate of that name. */
const featuresOf = (manifests: readonly unknown[], crate: string): readonly string[] =>
  manifests.flatMap((manifest) =>
    [...dependencyTables(manifest), recordAt(manifest, 'workspace', 'dependencies')].flatMap((table) => [
      ...stringsAt(table, crate, 'features'),
      ...Object.values(table).flatMap((value) =>
        stringAt(value, 'package') === crate ? stringsAt(value, 'features') : [],
      ),
    ]),
  )

/** sqlx locks libsqlite3-sys for every database: only a feature of that name, or another user of it, links it. */
const usesSqlite = (manifests: readonly unknown[], present: ReadonlySet<string>): boolean =>
  present.has('rusqlite') ||
  !present.has('sqlx') ||
  ['sqlx', 'sea-orm', 'diesel'].some((crate) =>
    featuresOf(manifests, crate).some((feature) => feature.includes('sqlite')),
  )

/** Features that are on by default, with those that they switch on. */
const defaultClosure = (manifest: unknown): ReadonlySet<string> => {
  const on = new Set(stringsAt(manifest, 'features', 'default'))
  for (const feature of on) for (const next of stringsAt(manifest, 'features', feature)) on.add(next)
  return on
}

/** Features that a manifest asks of any crate. */
const askedFeatures = (manifest: unknown): readonly string[] =>
  [...dependencyTables(manifest), recordAt(manifest, 'workspace', 'dependencies')].flatMap((table) =>
    Object.values(table).flatMap((value) => stringsAt(value, 'features')),
  )

/** Cargo.lock also holds what only a feature of ours that is off would use: `native-tls = ["reqwest/native-tls"]`. */
const onlyOnRequest = (manifests: readonly unknown[], mention: RegExp): boolean => {
  const enabled = manifests.some((manifest) =>
    [...defaultClosure(manifest), ...askedFeatures(manifest)].some((feature) => mention.test(feature)),
  )
  const possible = manifests.some((manifest) =>
    Object.keys(recordAt(manifest, 'features')).some((feature) =>
      stringsAt(manifest, 'features', feature).some((value) => mention.test(value)),
    ),
  )
  return possible && !enabled
}

/** Of some crates those that may need something. */
const mayNeed = (names: readonly string[]): readonly string[] =>
  names.filter((name) => Object.hasOwn(nativeCrates, name) || Object.hasOwn(bundledBy, name))

/** Crates that are locked and that only a feature of some name links. */
const onRequest: Readonly<Record<string, RegExp>> = {
  'openssl-sys': /native-tls|openssl/,
  'aws-lc-fips-sys': /fips/,
  'pyo3-ffi': /pyo3|python/,
}

/** Services of one workspace often have all of its lockfile. */
const mayNeedOf = rememberOf((present: ReadonlySet<string>) => mayNeed([...present]))

/** Names of what manifests depend on, where nothing is locked. */
export const namedCrates = (manifests: readonly unknown[]): ReadonlySet<string> =>
  new Set(manifests.flatMap((manifest) => dependencyTables(manifest).flatMap((table) => Object.keys(table))))

/** What crates need that a program is compiled with, by their names and what the manifests of the repository's own say. */
export const readNative = (manifests: readonly unknown[], present: ReadonlySet<string>): readonly NativeNeed[] => {
  const names = mayNeedOf(present)
  const wanted = names.filter((name) => {
    const bundle = Object.hasOwn(bundledBy, name) ? bundledBy[name] : undefined
    // openssl-src is locked wherever `vendored` could be switched on; it only counts when it is.
    if (name === 'openssl-src') return featuresOf(manifests, 'openssl').some((feature) => /vendored/.test(feature))
    // bindgen without libclang of its own is what most -sys crates depend on behind a feature; only a direct dependency is sure.
    if (name === 'bindgen')
      return manifests.some((manifest) => dependencyTables(manifest).some((table) => Object.hasOwn(table, 'bindgen')))
    const mention = Object.hasOwn(onRequest, name) ? onRequest[name] : undefined
    if (mention !== undefined && onlyOnRequest(manifests, mention)) return false
    if (name === 'libsqlite3-sys' && !usesSqlite(manifests, present)) return false
    return (
      bundle === undefined ||
      !bundle.crates.some((crate) => featuresOf(manifests, crate).some((feature) => bundle.feature.test(feature)))
    )
  })
  const bundled = names.filter(
    (name) =>
      Object.hasOwn(bundledBy, name) &&
      !wanted.includes(name) &&
      name !== 'openssl-sys' &&
      (name !== 'libsqlite3-sys' || usesSqlite(manifests, present)),
  )
  const needs = nativeNeeds(nativeCrates, [...wanted].sort(byCodeUnit))
  const compilers = bundled.sort(byCodeUnit).map((name) => ({
    package: name,
    debian: { build: ['gcc', 'libc6-dev'], runtime: [] },
    alpine: { build: ['gcc', 'musl-dev'], runtime: [] },
    reason: 'compiles its bundled library',
  }))
  return [...needs, ...compilers].sort((a, b) => byCodeUnit(a.package, b.package))
}
