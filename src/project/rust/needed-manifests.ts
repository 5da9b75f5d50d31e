import { rememberOf } from '../../model/remember.js'
import { sortedUnique } from '../value.js'
import type { CargoWorkspace, WorkspaceCrate } from './cargo-workspace.js'
import { markReachable } from './lock-graph.js'

/** All services of a workspace share its crates. */
const byFolder = rememberOf(
  (crates: readonly WorkspaceCrate[]): ReadonlyMap<string, WorkspaceCrate> =>
    new Map(crates.map((crate) => [crate.dir, crate])),
)

/** Everything that the crates in some folders need, themselves included. */
export const crateClosure = (
  { crates }: Pick<CargoWorkspace, 'crates'>,
  starts: readonly string[],
  needsOf: (crate: WorkspaceCrate) => readonly string[],
): ReadonlySet<string> => {
  const known = byFolder(crates)
  const seen = new Set<string>()
  const queue = [...starts]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const crate = known.get(next)
    if (crate === undefined || seen.has(next)) continue
    seen.add(next)
    queue.push(...needsOf(crate))
  }
  return seen
}

const allNeeds = ({ dependencies, devDependencies }: WorkspaceCrate): readonly string[] => [
  ...dependencies,
  ...devDependencies,
]

const ofFixed = rememberOf((workspace: CargoWorkspace) => crateClosure(workspace, workspace.fixed, allNeeds))

const allFolders = rememberOf(({ crates }: CargoWorkspace) => sortedUnique(crates.map(({ dir }) => dir)))

/** Where Cargo.lock has the crates of the folders. */
const lockedPositions = rememberOf(
  ({ crates, lock }: CargoWorkspace): ReadonlyMap<string, number | undefined> =>
    new Map(crates.map((crate) => [crate.dir, lock?.local.get(crate.name)])),
)

/** Adds the members without which crates of a registry are left over in Cargo.lock. */
const lockedManifests = (workspace: CargoWorkspace, base: ReadonlySet<string>): ReadonlySet<string> => {
  const { crates, lock } = workspace
  if (lock === undefined) return base
  const positions = lockedPositions(workspace)
  const reached = new Set<number>()
  markReachable(
    lock,
    [...base].flatMap((each) => positions.get(each) ?? []),
    reached,
  )
  const bringing = (candidates: readonly string[]): readonly string[] => {
    const seen = new Set(reached)
    return candidates.filter((each) => {
      const start = positions.get(each)
      return start !== undefined && !seen.has(start) && markReachable(lock, [start], seen) > 0
    })
  }
  const others = crates.filter(({ member, dir: each }) => member && !base.has(each)).map((crate) => crate.dir)
  // The second look from the end leaves out what a later one brings, too.
  const kept = bringing([...bringing(others)].reverse())
  return crateClosure(workspace, [...base, ...kept], allNeeds)
}

/**
 * Folders of the crates whose manifests Cargo has to find so that it builds one of them with `--locked`.
 *
 * Cargo reads members that are named one by one, and whatever a manifest names by path, also for tests. Members that only a
 * glob finds may be missing, and it overlooks that Cargo.lock still has them, but not that it has a crate of a registry which
 * nobody asks for any more: then the lockfile would have to change, and `--locked` is an error. So a member stays when it, or
 * what it needs, is the only one to bring such a crate. And a glob must find something.
 */
export const neededManifests = (workspace: CargoWorkspace, dirs: readonly string[]): readonly string[] => {
  // Where members are named one by one, that is mostly all there is to know.
  if (ofFixed(workspace).size === workspace.crates.length) return allFolders(workspace)
  const asked = crateClosure(workspace, [...dirs, ...workspace.fixed], allNeeds)
  const locked = lockedManifests(workspace, asked)
  const missing = workspace.globs.filter((found) => !found.some((dir) => locked.has(dir)))
  const first = missing.flatMap(([dir]) => dir ?? [])
  return sortedUnique(crateClosure(workspace, [...locked, ...first], allNeeds))
}
