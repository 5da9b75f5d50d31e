import { joinPath } from '../path.js'
import { at, isRecord, recordAt, sortedUnique, stringAt } from '../value.js'

/** Folders of the crates that a manifest names by path; they may lie outside of the workspace. */
export interface CrateNeeds {
  /** What it is compiled with, its build script included. */
  readonly dependencies: readonly string[]
  /** What only its tests, examples and benchmarks use. */
  readonly devDependencies: readonly string[]
}

const pathsIn = (tables: readonly unknown[], kind: string, dir: string, root: unknown): readonly string[] =>
  tables.flatMap((table) =>
    Object.entries(recordAt(table, kind)).flatMap(([key, value]) => {
      const path = stringAt(value, 'path')
      if (path !== undefined) return [joinPath(dir, path)]
      if (at(value, 'workspace') !== true) return []
      const inherited = stringAt(root, 'workspace', 'dependencies', key, 'path')
      return inherited === undefined ? [] : [joinPath(inherited)]
    }),
  )

/** The path dependencies of the crate in a folder, those that `[workspace.dependencies]` of the root's manifest names among them. */
export const crateNeeds = (manifest: unknown, dir: string, root: unknown): CrateNeeds => {
  const tables = [manifest, ...Object.values(recordAt(manifest, 'target'))]
  const of = (...kinds: readonly string[]): readonly string[] =>
    sortedUnique(kinds.flatMap((kind) => pathsIn(tables, kind, dir, root)).filter((path) => path !== dir))
  const dependencies = of('dependencies', 'build-dependencies')
  return { dependencies, devDependencies: of('dev-dependencies').filter((path) => !dependencies.includes(path)) }
}

/** Folders that `[patch]` of the root's manifest puts in the place of crates: Cargo always reads them. */
export const patchedFolders = (root: unknown): readonly string[] =>
  sortedUnique(
    Object.values(recordAt(root, 'patch')).flatMap((source) =>
      isRecord(source) ? Object.values(source).flatMap((crate) => stringAt(crate, 'path') ?? []) : [],
    ),
  ).map((path) => joinPath(path))
