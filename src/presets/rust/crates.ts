import type { Facts, RustCrate, RustFacts } from '../../project/facts.js'
import { outermost } from '../compiled/paths.js'
import { manifestPatterns, mostNamed } from '../manifest-patterns.js'
import type { Binary } from './binary.js'

/** What a build takes of a workspace's crates, as paths of the context. */
export interface CrateFiles {
  /** Manifests that Cargo has to find, without the root's; of many, patterns. */
  readonly manifests: readonly string[]
  /**
   * The patterns that find many crates of which Cargo wants to see no more than a library and a program in the usual places: these have
   * no targets below.
   */
  readonly patterns: readonly string[]
  /** Crates that the program is compiled from, and what they read beside them. */
  readonly paths: readonly string[]
  /** Crates in the folder of one of those that are not needed. */
  readonly exclude: readonly string[]
  /** Targets of the crates whose sources are copied, and of the others, which Cargo only wants to see. */
  readonly targets: readonly string[]
  readonly foreignTargets: readonly string[]
  /** Folders of crates whose sources are copied and that have no `src`. */
  readonly withoutSrc: readonly string[]
}

const closureOf = (crates: readonly RustCrate[], start: string): ReadonlySet<string> => {
  const known = new Map(crates.map((crate) => [crate.dir, crate]))
  const seen = new Set<string>()
  const queue = [start]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const crate = known.get(next)
    if (crate === undefined || seen.has(next)) continue
    seen.add(next)
    queue.push(...crate.dependencies)
  }
  return seen
}

const isBelow = (path: string, folder: string): boolean => folder === '.' || path.startsWith(`${folder}/`)

const manifestOf = ({ dir }: RustCrate): string => `${dir}/Cargo.toml`

/** Names of folders that mean themselves in a pattern and in a shell. */
const isPlain = (pattern: string): boolean => /^[\w@.+/*-]+$/.test(pattern)

/**
 * The manifests of crates: where Cargo needs all of a workspace, many are named by patterns. Of others a pattern would bring members
 * that a glob of the workspace then finds, with their needs.
 */
const namedManifests = (present: readonly RustCrate[], needsAll: boolean): readonly string[] => {
  const manifests = present.filter(({ dir }) => dir !== '.').map(manifestOf)
  const named = needsAll ? manifestPatterns(manifests) : manifests
  return named.every(isPlain) ? named : manifests
}

/** Whether empty files in the usual places are all that Cargo wants to see of a crate. */
const isUsual = ({ dir, targets }: RustCrate): boolean =>
  targets.every((target) => target === `${dir}/src/lib.rs` || target === `${dir}/src/main.rs`)

/** The fewest files of a workspace that `cargo build --locked --package …` accepts for the package of a binary. */
export const crateFiles = (facts: Facts, rust: RustFacts, crates: readonly RustCrate[], binary: Binary): CrateFiles => {
  const start = crates.find(({ name }) => name === binary.package)?.dir ?? facts.dir
  // What is needed is known for the package of the service's folder; for another all crates are.
  const isOwn = rust.package !== undefined && start === facts.dir
  const present = crates.filter(({ needed }) => needed || !isOwn)
  const folders = closureOf(crates, start)
  const compiled = present.filter(({ dir }) => folders.has(dir))
  const others = crates.filter(({ dir }) => !folders.has(dir))
  const manifests = namedManifests(present, rust.needsAllCrates === true)
  const explicit = new Set(manifests)
  const isInPattern = (crate: RustCrate): boolean => crate.dir !== '.' && !explicit.has(manifestOf(crate))
  const foreign = present.filter(({ dir }) => !folders.has(dir))
  const isLoose = (crate: RustCrate): boolean => isInPattern(crate) && isUsual(crate)
  const isLooped = foreign.filter(isLoose).length > mostNamed
  const hasSrc = ({ dir, targets }: RustCrate): boolean => targets.some((target) => target.startsWith(`${dir}/src/`))
  const inside = others.filter(({ dir }) => compiled.some((crate) => isBelow(dir, crate.dir)))
  return {
    manifests,
    patterns: isLooped ? manifests.filter((manifest) => manifest.includes('*')) : [],
    paths: outermost(compiled.flatMap(({ dir, reads }) => [dir, ...reads])),
    exclude: outermost(inside.map(({ dir }) => dir)),
    targets: compiled.flatMap(({ targets }) => targets),
    foreignTargets: foreign.flatMap((crate) => (isLooped && isLoose(crate) ? [] : crate.targets)),
    withoutSrc: compiled.flatMap((crate) => (isLooped && isInPattern(crate) && !hasSrc(crate) ? [crate.dir] : [])),
  }
}
