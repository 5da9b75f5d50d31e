import { diskSource } from '../disk-source.js'
import { openProject } from '../project.js'
import { sortedUnique } from '../value.js'
import { detectors } from './declaration.js'
import { memberReaders } from './readers.js'

/**
 * The folders of all members of the workspaces that a folder of the disk declares, relative to it and sorted; `.` where it is a
 * package itself. Empty where it declares none.
 *
 * @example
 * ```ts
 * await memberFolders('/home/me/shop') // ['.', 'apps/api', 'packages/db']
 * ```
 */
export const memberFolders = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const { ecosystem, detect } of detectors) {
    const project = openProject(diskSource(folder), '.')
    const declaration = await detect(project)
    if (declaration === undefined) continue
    if (ecosystem === 'node') {
      // Which folders are members does not depend on what thousands of manifests say.
      const { expandNodeMembers } = await import('./node-folders.js')
      const root = project.has('package.json', 'file') ? ['.'] : []
      found.push(...root, ...expandNodeMembers(project, declaration).folders)
    } else {
      const read = await memberReaders[declaration.kind]()
      for (const { dir } of (await read(project, declaration)).all()) found.push(dir)
    }
  }
  return sortedUnique(found)
}
