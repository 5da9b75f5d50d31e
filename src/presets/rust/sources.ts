import { posix } from 'node:path'
import type { StageStep } from '../../builders/steps/packages.js'
import type { Facts, RustFacts } from '../../project/facts.js'
import { hasContextEntry, inContext, leavesContext, outermost } from '../compiled/paths.js'
import { refuse } from '../compiled/refusal.js'
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
}

/** Cargo looks for targets that Cargo.toml declares in these, even if it does not build them. */
const targetFolders = ['benches', 'examples', 'src', 'tests']

/** Folders beside the members that build scripts and macros of a workspace share. */
const sharedFolders = ['.sqlx', 'migrations', 'proto', 'protos', 'queries', 'sql']

/** Only the compiler reads these. */
const compileOnly = new Set(['migrations', 'proto', 'queries'])

const fixedPart = (pattern: string): string => {
  const parts = posix.normalize(pattern).replace(/\/$/, '').split('/')
  const glob = parts.findIndex((part) => /[*?[{]/.test(part))
  return glob === -1 ? parts.join('/') : parts.slice(0, glob).join('/') || '.'
}

const insideContext = (paths: readonly string[], facts: Facts): readonly string[] =>
  paths.map((path) =>
    leavesContext(path)
      ? refuse(
          'path-outside-context',
          `A dependency has the path \`${posix.relative(facts.dir, path)}\`, which is outside the build context: Docker cannot copy it.`,
          'Put both packages into one Cargo workspace, or set `dockerfile.ts` beside the folder that holds both.',
          { file: inContext(facts, 'Cargo.toml') },
        )
      : path,
  )

const memberFolders = (facts: Facts, rust: RustFacts): readonly string[] => {
  if (facts.workspace?.kind !== 'cargo') return []
  const named = facts.workspace.patterns.map(fixedPart)
  const known = rust.packages.map(({ dir }) => inContext(facts, dir)).filter((dir) => dir !== '.')
  return [...named, ...known]
}

const sourcePaths = (facts: Facts, rust: RustFacts): readonly string[] => {
  // A build script may read anything.
  if (rust.packages.some(({ buildScript }) => buildScript !== undefined)) return ['.']
  const own = [
    ...rust.dataDirs,
    ...rust.bins.map(({ path }) => posix.dirname(path)).filter((dir) => dir !== '.'),
    ...(rust.sqlx?.offline === true ? [rust.sqlx.path] : []),
  ].map((path) => inContext(facts, path))
  const shared = facts.workspace?.kind === 'cargo' ? sharedFolders : []
  const atRoot = [...targetFolders, ...shared].filter((name) => hasContextEntry(facts, name))
  const rootFiles = rust.bins.map(({ path }) => path).filter((path) => posix.dirname(path) === '.')
  const outside = rust.outsidePaths.map((path) => inContext(facts, path))
  return outermost([
    ...atRoot,
    ...own,
    ...rootFiles.map((path) => inContext(facts, path)),
    ...insideContext([...memberFolders(facts, rust), ...outside], facts),
    ...(hasContextEntry(facts, 'build.rs') ? ['.'] : []),
  ])
}

/** The sources of the build: folders where they can be told, else the whole context. */
export const rustSources = (options: RustOptions, facts: Facts, rust: RustFacts): RustSources => {
  const paths = options.sources?.map((path) => inContext(facts, path)) ?? sourcePaths(facts, rust)
  const config = rust.cargoConfig === undefined ? undefined : inContext(facts, rust.cargoConfig.path)
  const vendor = rust.cargoConfig?.vendored === true && hasContextEntry(facts, 'vendor') ? 'vendor' : undefined
  return {
    manifests: [
      'Cargo.toml',
      ...(rust.lockfile === undefined ? [] : [inContext(facts, rust.lockfile)]),
      ...(config === undefined || leavesContext(config) ? [] : [config]),
    ],
    paths,
    vendor,
    exclude:
      rust.toolchainFile === undefined || leavesContext(inContext(facts, rust.toolchainFile))
        ? []
        : [inContext(facts, rust.toolchainFile)],
  }
}

/** COPY of vendored crates, which change less often than sources. */
export const copyVendor = ({ vendor }: RustSources): StageStep =>
  vendor === undefined ? (stage) => stage : (stage) => stage.copy(vendor, `${vendor}/`)

/** COPY of manifests and sources. */
export const copySources = ({ manifests, paths, exclude, vendor }: RustSources): StageStep => {
  if (!paths.includes('.')) return (stage) => stage.copy([...manifests, ...paths], './', { parents: true })
  const left = [...exclude, ...(vendor === undefined ? [] : [vendor])]
  if (left.length === 0) return (stage) => stage.copy('.', '.')
  return (stage) => {
    const commented =
      exclude.length === 0
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
