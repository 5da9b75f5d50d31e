import type { NativeNeed } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { stringAt } from '../value.js'
import type { WorkspacePlace } from '../workspace.js'
import { buildScriptNeeds } from './build-scripts.js'
import { type CargoLock, lockedNames } from './cargo-lock.js'
import { cargoWorkspace } from './cargo-workspace.js'
import { linkedCrates } from './linked-crates.js'
import { crateClosure } from './needed-manifests.js'
import { namedCrates } from './rust-native.js'

/** What the program of a package is compiled from. */
export interface Compiled {
  /** Manifests of the crates of its repository, and the root's. */
  readonly manifests: readonly unknown[]
  /** Names of all crates. */
  readonly present: ReadonlySet<string>
  /** What their build scripts run. */
  readonly scripts: readonly NativeNeed[]
}

/** Reads what the package in the service's folder is compiled from, in its workspace where it has one. */
export const readCompiled = async (
  project: Project,
  place: Pick<WorkspacePlace, 'root' | 'path'> | undefined,
  { root, lock }: { readonly root: unknown; readonly lock: CargoLock | undefined },
): Promise<Compiled> => {
  const workspace = place === undefined ? undefined : await cargoWorkspace(project, place.root).value
  const folders =
    workspace === undefined || place === undefined
      ? ['.']
      : [...crateClosure(workspace, [place.path], ({ dependencies }) => dependencies)]
  const crates = await Promise.all(
    folders.map(async (dir) => {
      const manifest = await project.toml(joinPath(place?.root ?? '.', dir, 'Cargo.toml'), 'rust')
      return { name: stringAt(manifest, 'package', 'name') ?? '', manifest }
    }),
  )
  const manifests = [...crates.map(({ manifest }) => manifest), ...(folders.includes('.') ? [] : [root])]
  const scripts = buildScriptNeeds(project, place?.root ?? '.', folders)
  if (lock === undefined) return { manifests, present: namedCrates(manifests), scripts }
  const linked = linkedCrates(workspace?.lock ?? lock.graph(), crates, root)
  return { manifests, present: linked ?? lockedNames(lock), scripts }
}
