import type { WorkspaceMember } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { cargoWorkspace } from '../rust/cargo-workspace.js'

/**
 * Reads the crates of the Cargo workspace in the project's folder: members, and path dependencies outside of them, which a build
 * needs just as well.
 */
export const readMembers = async (project: Project): Promise<readonly WorkspaceMember[]> => {
  const read = cargoWorkspace(project, '.')
  const { crates } = await read.value
  read.tell()
  return crates.map(({ name, dir, dependencies, devDependencies }) => ({
    name,
    dir,
    manifest: joinPath(dir, 'Cargo.toml'),
    dependencies,
    devDependencies,
  }))
}
