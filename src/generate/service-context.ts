import { dirname, join, resolve } from 'node:path'
import { look } from '../disk/journal.js'
import type { FactsReader } from '../project/facts-reader.js'

/** The files by which a folder above can declare a workspace. */
const declarations = ['pnpm-workspace.yaml', 'package.json', 'go.work', 'Cargo.toml', 'pyproject.toml']

const mayBelongToWorkspace = (folder: string, root: string): boolean => {
  for (let at = folder; at !== root && dirname(at) !== at;) {
    at = dirname(at)
    if (declarations.some((name) => look.exists(join(at, name)))) return true
  }
  return false
}

/**
 * The build context of a service whose `dockerfile.ts` names none: the root of the workspace that its folder is a member
 * of, else the folder. `root` is the repository; no workspace reaches further.
 */
export const defaultContext = async (
  folder: string,
  root: string,
  workspaceOf: FactsReader['workspace'],
): Promise<string> => {
  if (!mayBelongToWorkspace(folder, root)) return folder
  const workspace = await workspaceOf(folder)
  return workspace === undefined ? folder : resolve(folder, workspace.root)
}
