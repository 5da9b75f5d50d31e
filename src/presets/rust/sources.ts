import type { StageStep } from '../../builders/steps/packages.js'
import type { Facts, RustFacts } from '../../project/facts.js'
import { hasContextEntry, inContext, leavesContext } from '../compiled/paths.js'
import { joinPaths } from '../join-paths.js'
import { refuse } from '../compiled/refusal.js'
import type { Binary } from './binary.js'
import { crateFiles, type CrateFiles } from './crates.js'
import type { RustOptions } from './options.js'

/** What the build copies, as paths of the context. */
export interface RustSources {
  /** Cargo.toml and Cargo.lock of the root, and Cargo's configuration. */
  readonly manifests: readonly string[]
  /** Everything else; `.` for the whole context. */
  readonly paths: readonly string[]
  /** The folder of vendored crates. */
  readonly vendor: string | undefined
  readonly exclude: readonly string[]
  /** What is generated for the service, which lies between the sources of a workspace. */
  readonly generated: readonly string[]
  /** What a workspace adds; absent outside of one. */
  readonly workspace?: CrateFiles
}

/** Only the compiler reads these. */
const compileOnly = new Set(['migrations', 'proto', 'queries'])

const refuseOutside = (facts: Facts, rust: RustFacts): void => {
  const members = facts.workspace?.kind === 'cargo' ? facts.workspace.patterns.map((path) => joinPaths(path)) : []
  const outside = [...members, ...rust.outsidePaths.map((path) => inContext(facts, path))].find(leavesContext)
  if (outside === undefined) return
  refuse(
    'path-outside-context',
    `A package has the path \`${outside}\`, which is outside the build context: Docker cannot copy it.`,
    'Put all packages into one Cargo workspace whose root holds them.',
    { file: inContext(facts, 'Cargo.toml') },
  )
}

/**
 * The sources of the build: the whole context by default, since macros and build scripts may read anything in it; in a workspace
 * the crates that the program is compiled from, and what they read beside them.
 */
export const rustSources = (options: RustOptions, facts: Facts, rust: RustFacts, binary: Binary): RustSources => {
  refuseOutside(facts, rust)
  const inside = (path: string | undefined): readonly string[] => {
    const joined = path === undefined ? undefined : inContext(facts, path)
    return joined === undefined || leavesContext(joined) ? [] : [joined]
  }
  // A workspace of one package is written like a package of its own.
  const crates = rust.crates?.some(({ dir }) => dir !== '.') === true ? rust.crates : undefined
  const workspace = crates === undefined ? undefined : crateFiles(facts, rust, crates, binary)
  const chosen = options.sources?.map((path) => inContext(facts, path))
  return {
    manifests: [
      'Cargo.toml',
      ...inside(rust.lockfile),
      ...inside(rust.cargoConfig?.path),
      ...(workspace?.manifests ?? []),
    ],
    paths: chosen ?? workspace?.paths ?? ['.'],
    vendor: rust.cargoConfig?.vendored === true && hasContextEntry(facts, 'vendor') ? 'vendor' : undefined,
    exclude: [...inside(rust.toolchainFile), ...(workspace?.exclude ?? [])],
    generated: chosen === undefined && workspace !== undefined ? generatedIn(facts) : [],
    ...(workspace === undefined ? {} : { workspace }),
  }
}

/** COPY of vendored crates, which change less often than sources. */
export const copyVendor = ({ vendor }: RustSources): StageStep =>
  vendor === undefined ? (stage) => stage : (stage) => stage.copy(vendor, `${vendor}/`)

/** COPY of what decides about dependencies, in a workspace, whose crates need no other to be there. */
export const copyManifests = ({ manifests, workspace }: RustSources): StageStep => {
  if (workspace === undefined) return (stage) => stage
  const nested = manifests.some((path) => path.includes('/'))
  return (stage) => stage.copy(manifests, './', nested ? { parents: true } : {})
}

/** What is generated, and from what, lies in the folder of a service; no compiler reads it, and a change of it compiles nothing anew. */
const generatedNames = ['Dockerfile', 'Dockerfile.dockerignore', '.dockerignore', 'dockerfile.ts']

const generatedIn = ({ dir }: Pick<Facts, 'dir'>): readonly string[] =>
  dir === '.' ? [] : generatedNames.map((name) => `${dir}/${name}`)

/** COPY of manifests and sources; of a workspace the manifests are there already. */
export const copySources = ({ manifests, paths, exclude, generated, vendor, workspace }: RustSources): StageStep => {
  if (!paths.includes('.')) {
    if (workspace === undefined) return (stage) => stage.copy([...manifests, ...paths], './', { parents: true })
    return (stage) =>
      stage.copy(paths, './', { parents: true, ...(generated.length === 0 ? {} : { exclude: generated }) })
  }
  const left = [...exclude, ...(vendor === undefined ? [] : [vendor])]
  if (left.length === 0) return (stage) => stage.copy('.', '.')
  return (stage) => {
    const commented =
      exclude.length === 0 || workspace !== undefined
        ? stage
        : stage.comment('With the toolchain file, rustup would fetch what the image already has.')
    return commented.copy('.', '.', { exclude: left })
  }
}

/** What the program reads at run time: the option, or the service's own folders that are not only for the compiler. */
export const rustAssets = (options: RustOptions, facts: Facts, rust: RustFacts): readonly string[] => {
  const found = rust.dataDirs.filter((dir) => !dir.includes('/') && !compileOnly.has(dir))
  return (options.assets ?? found).map((path) => (facts.dir === '.' ? path : `${facts.dir}/./${path}`))
}
