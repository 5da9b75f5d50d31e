import { diskSource } from '../disk-source.js'
import { openProject } from '../project.js'
import { sortedUnique } from '../value.js'
import { detectors } from './declaration.js'
import { memberReaders } from './readers.js'

/**
 * The folders of all members of the workspaces that a folder of the disk declares, relative to it, sorted; `.` where it is a package
 * itself. Empty where it declares none.
 *
 * @example
 * ```ts
 * await memberFolders('/home/me/shop') // ['.', 'apps/api', 'packages/db']
 * ```
 */
export const memberFolders = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const { detect } of detectors) {
    const project = openProject(diskSource(folder), '.')
    const declaration = await detect(project)
    const reader = declaration === undefined ? undefined : await memberReaders[declaration.kind]?.()
    if (declaration === undefined || reader === undefined) continue
    for (const { dir } of await reader(project, declaration)) found.push(dir)
  }
  return sortedUnique(found)
}
