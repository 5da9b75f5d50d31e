import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import {
  at,
  byCodeUnit,
  compact,
  isRecord,
  listAt,
  recordAt,
  sortedUnique,
  stringAt,
  stringMapAt,
  stringsAt,
} from '../value.js'
import { buildFiles } from './build-files.js'
import { readGitVersion } from './git-version.js'
import type { PythonDependency, PythonProject } from './python-facts.js'
import { dependenciesOf, isVcs, normalName } from './requirement.js'

/** A folder with a manifest: the service's, or that of another project of the repository. */
export type Folder = Pick<Project, 'has' | 'list' | 'text'>

/** Poetry's own tables: name to constraint, or to a table with one. */
const poetryDependencies = (table: unknown, group: string): readonly PythonDependency[] =>
  Object.entries(isRecord(table) ? table : {}).flatMap(([name, value]) => {
    if (normalName(name) === 'python') return []
    const specifier = typeof value === 'string' ? value : (stringAt(value, 'version') ?? '')
    const extras = stringsAt(value, 'extras')
    return [
      {
        name: normalName(name),
        extras,
        specifier: specifier === '*' ? '' : specifier,
        group: at(value, 'optional') === true ? 'optional' : group,
      },
    ]
  })

/** All dependencies that pyproject.toml names, with their groups. */
export const pyprojectDependencies = (document: unknown): readonly PythonDependency[] => {
  const extras = Object.keys(recordAt(document, 'project', 'optional-dependencies'))
  const groups = Object.keys(recordAt(document, 'dependency-groups'))
  const poetryGroups = Object.keys(recordAt(document, 'tool', 'poetry', 'group'))
  const pdmGroups = Object.keys(recordAt(document, 'tool', 'pdm', 'dev-dependencies'))
  return [
    ...dependenciesOf(stringsAt(document, 'project', 'dependencies'), 'main'),
    ...poetryDependencies(at(document, 'tool', 'poetry', 'dependencies'), 'main'),
    ...extras.flatMap((name) => dependenciesOf(stringsAt(document, 'project', 'optional-dependencies', name), name)),
    ...groups.flatMap((name) => dependenciesOf(stringsAt(document, 'dependency-groups', name), name)),
    ...poetryGroups.flatMap((name) =>
      poetryDependencies(at(document, 'tool', 'poetry', 'group', name, 'dependencies'), name),
    ),
    ...poetryDependencies(at(document, 'tool', 'poetry', 'dev-dependencies'), 'dev'),
    ...pdmGroups.flatMap((name) => dependenciesOf(stringsAt(document, 'tool', 'pdm', 'dev-dependencies', name), name)),
    ...dependenciesOf(stringsAt(document, 'tool', 'uv', 'dev-dependencies'), 'dev'),
  ]
}

/** Whether production's dependencies come from version control. */
export const pyprojectNeedsGit = (document: unknown): boolean =>
  stringsAt(document, 'project', 'dependencies').some(isVcs) ||
  Object.values(recordAt(document, 'tool', 'uv', 'sources')).some((source) => stringAt(source, 'git') !== undefined) ||
  Object.values(recordAt(document, 'tool', 'poetry', 'dependencies')).some(
    (value) => stringAt(value, 'git') !== undefined,
  )

const notPackages = new Set([
  'tests',
  'test',
  'docs',
  'doc',
  'examples',
  'example',
  'scripts',
  'migrations',
  'alembic',
  'build',
  'dist',
  'node_modules',
  'venv',
  'env',
  'benches',
  'benchmarks',
  'e2e',
  'e2e_tests',
  'integration_tests',
  'load_tests',
])

/** Import packages: folders with `__init__.py`, under `src/` or beside the manifest. */
export const findPackages = (project: Folder): Pick<PythonProject, 'layout' | 'packages'> => {
  const below = (folder: string): readonly string[] =>
    project.list(folder).flatMap(({ name, kind }) => {
      const path = joinPath(folder, name)
      return kind === 'dir' &&
        /^[A-Za-z_]\w*$/.test(name) &&
        !notPackages.has(name) &&
        // Under src/ there are only packages, so one without __init__.py is a namespace package.
        project
          .list(path)
          .some((entry) => entry.name === '__init__.py' || (folder === 'src' && entry.name.endsWith('.py')))
        ? [path]
        : []
    })
  const source = project.has('src', 'dir') && !project.has('src/__init__.py') ? below('src') : []
  if (source.length > 0) return { layout: 'src', packages: source }
  const flat = below('.')
  return flat.length > 0 ? { layout: 'flat', packages: flat } : { layout: 'none', packages: [] }
}

/** What is copied of the packages anyway. */
export const copiedOf = ({ layout, packages }: ReturnType<typeof findPackages>): readonly string[] =>
  layout === 'src' ? ['src'] : packages

/**
 * Whether poetry-core finds what to package: `packages`, or a module called like the project. Many applications have
 * neither, since `poetry install --no-root` does not mind.
 *
 * @see https://python-poetry.org/docs/pyproject/#packages
 */
const poetryFindsModule = (project: Folder, document: unknown): boolean => {
  if (listAt(document, 'tool', 'poetry', 'packages').length > 0) return true
  const name = stringAt(document, 'project', 'name') ?? stringAt(document, 'tool', 'poetry', 'name') ?? ''
  const module = normalName(name).replaceAll('-', '_')
  return ['.', 'src'].some(
    (folder) => project.has(joinPath(folder, module), 'dir') || project.has(joinPath(folder, `${module}.py`), 'file'),
  )
}

/**
 * Why an install leaves the project itself out. Poetry installs it unless `package-mode` is off; uv and pip when there is a build
 * system, or when `tool.uv.package` says so.
 */
const whyNotInstalled = (project: Folder, document: unknown): PythonProject['notInstalled'] => {
  const uv = at(document, 'tool', 'uv', 'package')
  if (typeof uv === 'boolean') return uv ? undefined : 'settings'
  const off =
    at(document, 'tool', 'poetry', 'package-mode') === false || at(document, 'tool', 'pdm', 'distribution') === false
  if (off) return 'settings'
  if (!isRecord(at(document, 'build-system'))) return 'no-build-system'
  const backend = stringAt(document, 'build-system', 'build-backend') ?? ''
  return backend.startsWith('poetry') && !poetryFindsModule(project, document) ? 'no-module' : undefined
}

const localPaths = (document: unknown): readonly string[] =>
  sortedUnique(
    [
      ...Object.values(recordAt(document, 'tool', 'uv', 'sources')),
      ...Object.values(recordAt(document, 'tool', 'poetry', 'dependencies')),
    ].flatMap((value) => {
      const path = stringAt(value, 'path')
      return path === undefined ? [] : [joinPath(path)]
    }),
  )

/** Poetry's scripts may be tables: `{ callable = "app:main" }`. */
const scriptsOf = (document: unknown): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(recordAt(document, 'tool', 'poetry', 'scripts')).flatMap(([name, value]) => {
      const target = typeof value === 'string' ? value : (stringAt(value, 'callable') ?? stringAt(value, 'reference'))
      return target === undefined ? [] : [[name, target]]
    }),
  ),
  ...stringMapAt(document, 'project', 'scripts'),
})

/** Poetry and pdm install every group that is not optional. */
const allGroups = (document: unknown, groups: readonly string[]): readonly string[] =>
  sortedUnique([
    ...groups,
    ...Object.keys(recordAt(document, 'tool', 'pdm', 'dev-dependencies')),
    ...(isRecord(at(document, 'tool', 'poetry', 'dev-dependencies')) ? ['dev'] : []),
    ...Object.entries(recordAt(document, 'tool', 'poetry', 'group')).flatMap(([name, group]) =>
      at(group, 'optional') === true ? [] : [name],
    ),
  ])

/** @see https://docs.astral.sh/uv/concepts/projects/dependencies/#default-groups */
const defaultGroups = (document: unknown): readonly string[] => {
  const groups = Object.keys(recordAt(document, 'dependency-groups')).sort(byCodeUnit)
  if (isRecord(at(document, 'tool', 'poetry')) || isRecord(at(document, 'tool', 'pdm')))
    return allGroups(document, groups)
  const chosen = at(document, 'tool', 'uv', 'default-groups')
  if (chosen === 'all') return groups
  if (Array.isArray(chosen)) return sortedUnique(stringsAt(document, 'tool', 'uv', 'default-groups'))
  const legacy = listAt(document, 'tool', 'uv', 'dev-dependencies').length > 0
  return groups.includes('dev') || legacy ? ['dev'] : []
}

/** What pyproject.toml says of the project itself; `undefined` when it only configures tools. */
export const readPyproject = (project: Folder, document: unknown): PythonProject | undefined => {
  const hasProject = isRecord(at(document, 'project')) || isRecord(at(document, 'tool', 'poetry'))
  if (!hasProject && !isRecord(at(document, 'build-system'))) return undefined
  const found = findPackages(project)
  const notInstalled = whyNotInstalled(project, document)
  return {
    file: 'pyproject.toml',
    ...compact({
      name: stringAt(document, 'project', 'name') ?? stringAt(document, 'tool', 'poetry', 'name'),
      version: stringAt(document, 'project', 'version') ?? stringAt(document, 'tool', 'poetry', 'version'),
      buildBackend: stringAt(document, 'build-system', 'build-backend'),
      gitVersion: readGitVersion(project, document),
    }),
    isPackage: notInstalled === undefined,
    ...compact({ notInstalled }),
    buildFiles: buildFiles(project, document, copiedOf(found)),
    ...found,
    scripts: scriptsOf(document),
    extras: Object.keys({
      ...recordAt(document, 'project', 'optional-dependencies'),
      ...recordAt(document, 'tool', 'poetry', 'extras'),
    }).sort(byCodeUnit),
    groups: sortedUnique([
      ...Object.keys(recordAt(document, 'dependency-groups')),
      ...Object.keys(recordAt(document, 'tool', 'poetry', 'group')),
      ...Object.keys(recordAt(document, 'tool', 'pdm', 'dev-dependencies')),
      ...(listAt(document, 'tool', 'uv', 'dev-dependencies').length > 0 ||
      isRecord(at(document, 'tool', 'poetry', 'dev-dependencies'))
        ? ['dev']
        : []),
    ]),
    defaultGroups: defaultGroups(document),
    localPaths: localPaths(document),
  }
}
