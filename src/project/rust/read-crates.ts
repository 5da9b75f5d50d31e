import { joinPath, leaves } from '../path.js'
import type { Project } from '../project.js'
import type { WorkspacePlace } from '../workspace.js'
import { cargoWorkspace } from './cargo-workspace.js'
import { crateReads } from './crate-reads.js'
import { crateClosure, neededManifests } from './needed-manifests.js'
import type { RustCrate } from './rust-facts.js'

/** Whether a folder lies in one of others. */
const isInside = (dir: string, folders: ReadonlySet<string>): boolean => {
  for (let at = dir.lastIndexOf('/'); at !== -1; at = dir.lastIndexOf('/', at - 1)) {
    if (folders.has(dir.slice(0, at))) return true
  }
  return false
}

/** What a workspace means to a service. */
export interface ReadCrates {
  readonly crates: readonly RustCrate[]
  /** Whether Cargo has to find every manifest of the workspace. */
  readonly needsAll: boolean
}

/** Reads the crates of the service's workspace, and which of them matter to the package in the service's folder. */
export const readCrates = async (
  project: Project,
  { root, path }: Pick<WorkspacePlace, 'root' | 'path'>,
): Promise<ReadCrates> => {
  const read = cargoWorkspace(project, root)
  const workspace = await read.value
  read.tell()
  const { crates } = workspace
  // A root without a package builds whichever the caller names.
  const starts = crates.some(({ dir }) => dir === path) ? [path] : crates.map(({ dir }) => dir)
  const compiled = crateClosure(workspace, starts, ({ dependencies }) => dependencies)
  const readsOf = (dir: string): readonly string[] =>
    crateReads(project, joinPath(root, dir)).value.flatMap((each) => {
      const full = joinPath(dir, each)
      // A folder of crates would bring them all.
      const holdsCrates = crates.some((crate) => crate.dir.startsWith(`${full}/`))
      return leaves(full) || holdsCrates ? [] : [full]
    })
  const reads = new Map([...compiled].map((dir) => [dir, readsOf(dir)]))
  // A folder that a glob finds has to have a manifest, also when it is only there for a file that is read.
  const holders = [...reads.values()]
    .flat()
    .flatMap((each) => crates.filter(({ dir }) => each.startsWith(`${dir}/`)).map(({ dir }) => dir))
  const needed = new Set(starts.length === 1 ? neededManifests(workspace, [path, ...holders]) : starts)
  // Of a member that is built for itself the others do not matter, unless they lie in a folder that is copied.
  const isNear = (dir: string): boolean => path === '.' || needed.has(dir) || isInside(dir, compiled)
  const near = crates.flatMap(({ name, dir, targets, dependencies }) =>
    isNear(dir) ? [{ name, dir, targets, dependencies, needed: needed.has(dir), reads: reads.get(dir) ?? [] }] : [],
  )
  return { crates: near, needsAll: needed.size === crates.length }
}
