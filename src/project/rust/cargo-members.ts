import { matchesMember } from '../glob.js'
import { joinPath, leaves } from '../path.js'
import type { Project } from '../project.js'
import { at, byCodeUnit, listAt, recordAt, stringAt, stringsAt, type ParsedRecord } from '../value.js'

/** The tables of a manifest that name dependencies, with those of `[target.'…']`. */
export const dependencyTables = (manifest: unknown): readonly ParsedRecord[] => {
  const kinds = ['dependencies', 'build-dependencies', 'dev-dependencies']
  return [manifest, ...Object.values(recordAt(manifest, 'target'))].flatMap((table) =>
    kinds.map((kind) => recordAt(table, kind)),
  )
}

/** Folders of path dependencies, relative to the service. */
export const pathDependencies = (manifest: unknown, dir: string): readonly string[] =>
  dependencyTables(manifest).flatMap((table) =>
    Object.values(table).flatMap((value) => {
      const path = stringAt(value, 'path')
      return path === undefined ? [] : [joinPath(dir, path)]
    }),
  )

/** Expands `crates/*` into the folders with a Cargo.toml; `**` reaches four levels down. */
const expand = (project: Project, pattern: string): readonly string[] => {
  const clean = joinPath(pattern)
  if (!/[*?[{]/.test(clean)) return project.has(joinPath(clean, 'Cargo.toml'), 'file') ? [clean] : []
  const segments = clean.split('/')
  const fixed = segments.slice(
    0,
    segments.findIndex((segment) => /[*?[{]/.test(segment)),
  )
  const depth = clean.includes('**') ? 4 : segments.length - fixed.length
  const found: string[] = []
  let level = [joinPath(...fixed)]
  for (let step = 0; step < depth; step++) {
    level = level.flatMap((folder) =>
      project
        .list(folder)
        .flatMap(({ name, kind, link }) =>
          kind === 'dir' && link !== true && !name.startsWith('.') && name !== 'target' && name !== 'node_modules'
            ? [joinPath(folder, name)]
            : [],
        ),
    )
    found.push(
      ...level.filter(
        (folder) => matchesMember(folder, [clean]) && project.has(joinPath(folder, 'Cargo.toml'), 'file'),
      ),
    )
  }
  return found
}

/** The members of the workspace in this folder: those named, and path dependencies below it, which Cargo adds by itself. */
export const workspaceMembers = async (project: Project, root: unknown): Promise<readonly string[]> => {
  const exclude = stringsAt(root, 'workspace', 'exclude').map((path) => joinPath(path))
  const excluded = (dir: string): boolean => exclude.some((path) => dir === path || dir.startsWith(`${path}/`))
  const members = new Set(
    listAt(root, 'workspace', 'members').flatMap((item) => (typeof item === 'string' ? expand(project, item) : [])),
  )
  const queue: (readonly [string, unknown])[] = [['.', root]]
  for (const dir of members) queue.push([dir, await project.toml(joinPath(dir, 'Cargo.toml'), 'rust')])
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const [dir, manifest] = next
    for (const path of pathDependencies(manifest, dir)) {
      if (leaves(path) || path === '.' || members.has(path) || !project.has(joinPath(path, 'Cargo.toml'), 'file'))
        continue
      members.add(path)
      queue.push([path, await project.toml(joinPath(path, 'Cargo.toml'), 'rust')])
    }
  }
  members.delete('.')
  return [...members].filter((dir) => !excluded(dir) && at(root, 'workspace') !== undefined).sort(byCodeUnit)
}
