import { at, isRecord, stringAt, stringsAt } from '../value.js'
import type { Folder } from './pyproject.js'
import type { PythonGitVersion } from './python-facts.js'
import { parseRequirement } from './requirement.js'

/** What computes a version from git, by its package; `fallback` is where its settings say one for a folder without git. */
interface Tool extends Pick<PythonGitVersion, 'variable'> {
  readonly by: string
  readonly applies: (document: unknown, requires: ReadonlySet<string>) => boolean
  readonly fallback: readonly string[]
}

const scm = 'SETUPTOOLS_SCM_PRETEND_VERSION'

const hatchSource = (document: unknown): string | undefined => stringAt(document, 'tool', 'hatch', 'version', 'source')

/** In their manuals: which settings switch them on, and the variable that says the version instead of git. */
const tools: readonly Tool[] = [
  {
    by: 'hatch-vcs',
    variable: scm,
    applies: (document) => hatchSource(document) === 'vcs',
    fallback: ['hatch', 'version', 'fallback-version'],
  },
  {
    by: 'uv-dynamic-versioning',
    variable: 'UV_DYNAMIC_VERSIONING_BYPASS',
    applies: (document) => hatchSource(document) === 'uv-dynamic-versioning',
    fallback: ['uv-dynamic-versioning', 'fallback-version'],
  },
  {
    by: 'versioningit',
    applies: (document) =>
      hatchSource(document) === 'versioningit' &&
      stringAt(document, 'tool', 'hatch', 'version', 'default-version') !== undefined,
    fallback: ['hatch', 'version', 'default-version'],
  },
  {
    by: 'versioningit',
    applies: (document, requires) =>
      hatchSource(document) === 'versioningit' ||
      (requires.has('versioningit') && isRecord(at(document, 'tool', 'versioningit'))),
    fallback: ['versioningit', 'default-version'],
  },
  {
    by: 'poetry-dynamic-versioning',
    variable: 'POETRY_DYNAMIC_VERSIONING_BYPASS',
    applies: (document, requires) =>
      requires.has('poetry-dynamic-versioning') && at(document, 'tool', 'poetry-dynamic-versioning', 'enable') === true,
    fallback: [],
  },
  {
    by: 'pdm-backend',
    variable: 'PDM_BUILD_SCM_VERSION',
    applies: (document) => stringAt(document, 'tool', 'pdm', 'version', 'source') === 'scm',
    fallback: ['pdm', 'version', 'fallback_version'],
  },
  {
    by: 'setuptools-scm',
    variable: scm,
    applies: (document, requires) =>
      (requires.has('setuptools-scm') || requires.has('flit-scm')) &&
      stringsAt(document, 'project', 'dynamic').includes('version'),
    fallback: ['setuptools_scm', 'fallback_version'],
  },
]

/** What computes the version of a package from the tags of git; nothing where it stands in a file. */
export const readGitVersion = (folder: Folder, document: unknown): PythonGitVersion | undefined => {
  const lines = stringsAt(document, 'build-system', 'requires')
  const requires = new Set(lines.flatMap((line) => parseRequirement(line)?.name ?? []))
  const tool = tools.find(({ applies }) => applies(document, requires))
  if (tool === undefined) {
    const isOld = /\buse_scm_version\s*=/.test(folder.text('setup.py') ?? '')
    return isOld ? { by: 'setuptools-scm', variable: scm } : undefined
  }
  const { by, variable } = tool
  const fallback = tool.fallback.length === 0 ? undefined : stringAt(document, 'tool', ...tool.fallback)
  return { by, ...(variable === undefined ? {} : { variable }), ...(fallback === undefined ? {} : { fallback }) }
}
