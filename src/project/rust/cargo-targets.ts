import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { at, isRecord, listAt, sortedUnique, stringAt } from '../value.js'
import { readPackage } from './cargo-manifest.js'

/** Where Cargo looks for a target without a path. */
const folders = { test: 'tests', example: 'examples', bench: 'benches' } as const

/** Targets beside binaries that the manifest names without a path: Cargo refuses the manifest when their file is missing. */
const namedTargets = (project: Project, dir: string, manifest: unknown): readonly string[] =>
  Object.entries(folders).flatMap(([kind, folder]) =>
    listAt(manifest, kind).flatMap((target) => {
      const name = stringAt(target, 'name')
      if (name === undefined || stringAt(target, 'path') !== undefined) return []
      const inFolder = `${folder}/${name}/main.rs`
      return [project.has(joinPath(dir, inFolder), 'file') ? inFolder : `${folder}/${name}.rs`]
    }),
  )

/**
 * The files that Cargo wants to see before it compiles anything of a crate: its library, programs and build script, and the tests,
 * examples and benchmarks that the manifest names. With empty ones in their place it builds the dependencies.
 */
export const crateTargets = (project: Project, dir: string, manifest: unknown): readonly string[] => {
  const found = readPackage(project, dir, manifest, undefined)
  if (found === undefined) return []
  const declared = isRecord(at(manifest, 'lib')) ? stringAt(manifest, 'lib', 'path') : undefined
  return sortedUnique([
    ...(found.hasLib ? [joinPath(dir, declared ?? 'src/lib.rs')] : []),
    ...found.bins.map(({ path }) => path),
    ...(found.buildScript === undefined ? [] : [joinPath(dir, found.buildScript)]),
    ...namedTargets(project, dir, manifest).map((path) => joinPath(dir, path)),
  ])
}
