import { joinPath } from '../path.js'
import { at, isRecord, listAt, recordAt, stringAt, stringsAt } from '../value.js'
import { withoutNested } from './build-files.js'
import type { Folder } from './pyproject.js'
import type { PythonProject } from './python-facts.js'

/** Back ends that package what they find, so that the folders found are all that they read. */
const plainBackends = /^(?:hatchling|uv_build|setuptools|flit_core|poetry\.core|pdm\.backend|$)/

const onlyKeys = (table: unknown, allowed: readonly string[]): boolean =>
  Object.keys(isRecord(table) ? table : {}).every((key) => allowed.includes(key))

const firstPart = (path: string): string => joinPath(path).split('/')[0] ?? path

/** Folders that the settings of a back end name; `undefined` when they say more than that. */
const declaredFolders = (document: unknown): readonly string[] | undefined => {
  const hatch = at(document, 'tool', 'hatch', 'build', 'targets', 'wheel')
  const setuptools = at(document, 'tool', 'setuptools')
  const poetry = listAt(document, 'tool', 'poetry', 'packages')
  const uv = at(document, 'tool', 'uv', 'build-backend')
  const plain =
    onlyKeys(at(document, 'tool', 'hatch', 'build'), ['targets']) &&
    onlyKeys(at(document, 'tool', 'hatch', 'build', 'targets'), ['wheel', 'sdist']) &&
    onlyKeys(hatch, ['packages']) &&
    onlyKeys(setuptools, ['dynamic', 'packages', 'package-dir']) &&
    onlyKeys(at(setuptools, 'packages'), ['find']) &&
    onlyKeys(at(setuptools, 'packages', 'find'), ['where', 'include', 'exclude', 'namespaces']) &&
    onlyKeys(uv, ['module-root', 'module-name', 'namespace']) &&
    !['include', 'build'].some((key) => at(document, 'tool', 'poetry', key) !== undefined) &&
    !['pdm', 'hatch'].some((tool) => at(document, 'tool', tool, 'build', 'hooks') !== undefined) &&
    onlyKeys(at(document, 'tool', 'pdm', 'build'), [])
  if (!plain) return undefined
  const root = stringAt(uv, 'module-root')
  const module = stringAt(uv, 'module-name')
  return [
    ...stringsAt(hatch, 'packages'),
    ...listAt(setuptools, 'packages')
      .filter((item) => typeof item === 'string')
      .map((name) => name.replaceAll('.', '/')),
    ...Object.values(recordAt(setuptools, 'package-dir')).filter((item) => typeof item === 'string' && item !== ''),
    ...stringsAt(setuptools, 'packages', 'find', 'where').filter((path) => joinPath(path) !== '.'),
    ...poetry.flatMap((item) => stringAt(item, 'from') ?? stringAt(item, 'include') ?? []),
    ...(root === undefined ? (module === undefined || uvRoot(document) ? [] : [`src/${module}`]) : [root]),
  ].filter((path): path is string => typeof path === 'string')
}

/** `module-root = ""`: the package lies beside the manifest. */
const uvRoot = (document: unknown): boolean => at(document, 'tool', 'uv', 'build-backend', 'module-root') === ''

/**
 * What building a package reads, relative to its folder: the manifest, the readme and licences that it names, its sources.
 * `.` (the whole folder) for back ends that compile, for hooks and for layouts that are not understood: too much is copied
 * then, never too little.
 */
export const buildInputs = (folder: Folder, document: unknown, project: PythonProject): readonly string[] => {
  const own = ['setup.py', 'setup.cfg', 'MANIFEST.in'].filter((name) => folder.has(name, 'file'))
  const declared = declaredFolders(document)
  if (declared === undefined || own.length > 0 || !plainBackends.test(project.buildBackend ?? '')) return ['.']
  const found = [...project.packages, ...declared].map(firstPart).filter((path) => folder.has(path))
  const sources = found.length > 0 ? found : modules(folder)
  // Nothing that looks like a package: the back end knows better.
  if (sources.length === 0) return ['.']
  return withoutNested(['pyproject.toml', ...project.buildFiles, ...sources])
}

/** A package without a folder is a module beside the manifest, or below `src`. */
const modules = (folder: Folder): readonly string[] =>
  folder.has('src', 'dir')
    ? ['src']
    : folder.list('.').flatMap(({ name, kind }) => (kind === 'file' && name.endsWith('.py') ? [name] : []))
