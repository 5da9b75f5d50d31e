import type { Facts, RustCrate, RustFacts } from '../../project/facts.js'
import { outermost } from '../compiled/paths.js'
import type { Binary } from './binary.js'

/** What a build takes of a workspace's crates, as paths of the context. */
export interface CrateFiles {
  /** Manifests that Cargo has to find, without the root's. */
  readonly manifests: readonly string[]
  /** Crates that the program is compiled from, and what they read beside them. */
  readonly paths: readonly string[]
  /** Crates in the folder of one of those that are not needed. */
  readonly exclude: readonly string[]
  /** Targets of the crates whose sources are copied, and of the others, which Cargo only wants to see. */
  readonly targets: readonly string[]
  readonly foreignTargets: readonly string[]
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

/** The fewest files of a workspace that `cargo build --locked --package …` accepts for the package of a binary. */
export const crateFiles = (facts: Facts, rust: RustFacts, crates: readonly RustCrate[], binary: Binary): CrateFiles => {
  const start = crates.find(({ name }) => name === binary.package)?.dir ?? facts.dir
  // What is needed is known for the package of the service's folder; for another all crates are.
  const isOwn = rust.package !== undefined && start === facts.dir
  const present = crates.filter(({ needed }) => needed || !isOwn)
  const folders = closureOf(crates, start)
  const compiled = present.filter(({ dir }) => folders.has(dir))
  const others = crates.filter(({ dir }) => !folders.has(dir))
  const inside = others.filter(({ dir }) => compiled.some((crate) => isBelow(dir, crate.dir)))
  return {
    manifests: present.filter(({ dir }) => dir !== '.').map(({ dir }) => `${dir}/Cargo.toml`),
    paths: outermost(compiled.flatMap(({ dir, reads }) => [dir, ...reads])),
    exclude: outermost(inside.map(({ dir }) => dir)),
    targets: compiled.flatMap(({ targets }) => targets),
    foreignTargets: present.filter(({ dir }) => !folders.has(dir)).flatMap(({ targets }) => targets),
  }
}
