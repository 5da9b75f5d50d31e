import { joinPath, leaves, parentPath } from '../path.js'
import { at, isRecord, listAt, recordAt, sortedUnique, stringAt, stringsAt } from '../value.js'
import type { Folder } from './pyproject.js'

/** The readme and the licences that `[project]` names: the build of a package fails when they are not there. */
const metadata = (folder: Folder, document: unknown): readonly (string | undefined)[] => {
  const patterns = stringsAt(document, 'project', 'license-files')
  const licences = folder
    .list('.')
    .filter(
      ({ name, kind }) =>
        kind === 'file' &&
        patterns.some((pattern) =>
          pattern.includes('*') ? name.startsWith(pattern.slice(0, pattern.indexOf('*'))) : pattern === name,
        ),
    )
    .map(({ name }) => name)
  return [
    stringAt(document, 'project', 'readme') ??
      stringAt(document, 'project', 'readme', 'file') ??
      stringAt(document, 'tool', 'poetry', 'readme'),
    stringAt(document, 'project', 'license', 'file'),
    ...stringsAt(document, 'tool', 'poetry', 'readme'),
    ...licences,
  ]
}

/** Tables of back ends and of their plugins whose texts may be paths that the build reads: hooks, versions, data. */
const tables: readonly (readonly string[])[] = [
  ['hatch', 'build'],
  ['hatch', 'metadata'],
  ['hatch', 'version'],
  ['pdm', 'build'],
  ['pdm', 'version'],
  ['poetry', 'build'],
  ['poetry', 'include'],
  ['poetry', 'packages'],
  ['setuptools', 'data-files'],
  ['setuptools', 'dynamic'],
  ['setuptools', 'packages'],
  ['uv', 'build-backend'],
  ['versioningit'],
]

/** What an install does not read, since it makes a wheel and no source distribution; and `from`, which means nothing alone. */
const unread = new Set(['exclude', 'excludes', 'from', 'sdist', 'source-exclude', 'source-include', 'source-includes'])

/** Keys whose texts may name folders as well; of others only files count. */
const ofFolders = new Set(
  'packages include includes only-include force-include shared-data shared-scripts data data-files module-root where'.split(
    ' ',
  ),
)

/** Keys whose own keys are paths: `{ "data/x.json" = "app/x.json" }`. */
const ofSources = new Set(['force-include', 'shared-data', 'shared-scripts', 'extra-metadata'])

interface Named {
  readonly path: string
  readonly folders: boolean
}

/** `assets/**` is `assets`: what stands before the first part with a wildcard. */
const withoutWildcards = (text: string): string => {
  const parts = text.split('/')
  const wild = parts.findIndex((part) => /[*?[\]{}]/.test(part))
  return wild === -1 ? text : parts.slice(0, wild).join('/')
}

/** The texts below a key that may be paths. */
const namedIn = (value: unknown, folders: boolean, key = ''): readonly Named[] => {
  const allowed = folders || ofFolders.has(key)
  if (typeof value === 'string') return [{ path: allowed ? withoutWildcards(value) : value, folders: allowed }]
  if (Array.isArray(value)) return value.flatMap((item) => namedIn(item, allowed, key))
  if (!isRecord(value)) return []
  const sources = ofSources.has(key) ? Object.keys(value).map((path) => ({ path, folders: true })) : []
  const inner = Object.entries(value).filter(([name]) => !unread.has(name))
  return [...sources, ...inner.flatMap(([name, item]) => namedIn(item, allowed, name))]
}

/** Modules of a back end that lies in the repository itself. */
const ownBackend = (document: unknown): readonly string[] => {
  const [module = ''] = (stringAt(document, 'build-system', 'build-backend') ?? '').split(/[.:]/)
  return stringsAt(document, 'build-system', 'backend-path').flatMap((path) => [
    joinPath(path, module),
    joinPath(path, `${module}.py`),
  ])
}

/** What back ends look for without being told. */
const usual: readonly (readonly [backend: string, file: string])[] = [
  ['hatchling', 'hatch_build.py'],
  ['pdm', 'pdm_build.py'],
]

/** Paths in the texts of setup.py, the parts of `join('docs', 'api.yaml')` together, and behind `file:` in setup.cfg. */
const legacy = (folder: Folder): readonly string[] => {
  const literals =
    /(?<quote>['"])(?:(?!\k<quote>|\n).)*\k<quote>(?:\s*,\s*(?<next>['"])(?:(?!\k<next>|\n).)*\k<next>)*/g
  const sequences = [...(folder.text('setup.py') ?? '').matchAll(literals)].map(([text]) =>
    [...text.matchAll(/(['"])((?:(?!\1).)*)\1/g)].map((match) => match[2] ?? ''),
  )
  const named = [...(folder.text('setup.cfg') ?? '').matchAll(/=\s*file:\s*([^\n]+)/g)].flatMap((match) =>
    (match[1] ?? '').split(',').map((path) => path.trim()),
  )
  return [...sequences.flatMap((words) => [...words, words.join('/')]), ...named]
}

/** The module that versioningit calls, beside the folder that it is in. */
const versioningMethods = (document: unknown): readonly string[] =>
  Object.values(recordAt(document, 'tool', 'versioningit')).flatMap((table) => {
    const [dir, module] = [stringAt(table, 'method', 'module-dir'), stringAt(table, 'method', 'module')]
    return dir === undefined || module === undefined ? [] : [joinPath(dir, `${module}.py`)]
  })

const poetryPackages = (document: unknown): readonly Named[] =>
  listAt(document, 'tool', 'poetry', 'packages').flatMap((item) => {
    const [from, include] = [stringAt(item, 'from'), stringAt(item, 'include')]
    return from === undefined || include === undefined ? [] : [{ path: joinPath(from, include), folders: true }]
  })

const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(`${folder}/`))

/** Paths without those that lie below another one, sorted. */
export const withoutNested = (paths: readonly string[]): readonly string[] => {
  const unique = sortedUnique(paths)
  const folders = new Set(unique)
  return unique.filter((path) => {
    for (let at = parentPath(path); at !== '.'; at = parentPath(at)) if (folders.has(at)) return false
    return true
  })
}

/**
 * Files and folders, besides manifest and packages, that the build of a package reads: what its metadata and the settings of
 * its back end name, as far as it is there.
 *
 * @param packages what is copied anyway: its import packages, or the folder that holds them.
 */
export const buildFiles = (folder: Folder, document: unknown, packages: readonly string[]): readonly string[] => {
  const backend = stringAt(document, 'build-system', 'build-backend') ?? ''
  const files = [
    ...metadata(folder, document).filter((path) => path !== undefined),
    ...stringsAt(document, 'tool', 'setuptools', 'py-modules').map((name) => `${name}.py`),
    ...versioningMethods(document),
    ...usual.flatMap(([name, file]) => (backend.startsWith(name) ? [file] : [])),
    ...legacy(folder),
  ].map((path) => ({ path, folders: false }))
  const named = [
    ...tables.flatMap((keys) => namedIn(at(document, 'tool', ...keys), false, keys.at(-1))),
    ...poetryPackages(document),
    ...ownBackend(document).map((path) => ({ path, folders: true })),
  ]
  const found = [...files, ...named].flatMap(({ path, folders }) => {
    if (path.length > 200 || /[\n:]/.test(path)) return []
    const plain = joinPath(path)
    const isThere = plain !== '.' && !leaves(plain) && folder.has(plain, folders ? undefined : 'file')
    return isThere && !isBelow(plain, packages) ? [plain] : []
  })
  return withoutNested(found)
}
