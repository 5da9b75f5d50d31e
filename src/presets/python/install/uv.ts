import type { Mount } from '../../../builders/mounts.js'
import { sh } from '../../../builders/shell.js'
import type { StageStep } from '../../../builders/steps/packages.js'
import type { PythonMember } from '../../../project/facts.js'
import { joinPaths } from '../../join-paths.js'
import type { Locals } from '../locals.js'
import { environment, type InstallContext, type Installer, reproducible } from './installer.js'
import { bindMounts, cacheMounts, noCache, secretMounts } from './mounts.js'

/** The image that holds nothing but uv. */
export const uvImage = 'ghcr.io/astral-sh/uv'

/** uv's environments import `_virtualenv` at each start of Python, and the bytecode of an import holds the time of its source. */
const noImportBytecode = { PYTHONDONTWRITEBYTECODE: 1 } as const

/** Brings uv, which uses the Python of the image and compiles what it installs. */
export const prepareUv =
  (version: string): StageStep =>
  (stage) =>
    stage.copyFrom(`${uvImage}:${version}`, '/uv', '/usr/local/bin/uv').env({
      UV_COMPILE_BYTECODE: 1,
      UV_LINK_MODE: 'copy',
      UV_PYTHON_DOWNLOADS: 'never',
      ...reproducible,
      ...noImportBytecode,
    })

/** A flag before each value. */
export const each = (flag: string, values: readonly string[]): readonly string[] =>
  values.flatMap((value) => [flag, value])

/** Older releases leave only the group `dev` out, which is all that they install by default. */
const knowsDefaultGroups = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 0 || minor >= 7
}

/** `uv sync` with what all of its steps share: credentials, the place of downloads, the chosen extras and groups. */
type Sync = (files: readonly Mount[], ...lists: readonly (readonly string[])[]) => StageStep

const syncOf = ({ options }: InstallContext): Sync => {
  const mounts = [...cacheMounts('uv', options.cache), ...secretMounts('uv', options)]
  const chosen = [...each('--extra', options.extras), ...each('--group', options.groups)]
  return (files, ...lists) => {
    const words = ['uv', 'sync', ...noCache('uv', options.cache), ...lists.flat(), ...chosen]
    return (stage) => stage.run(sh`${words}`, { mounts: [...mounts, ...files] })
  }
}

/**
 * A version that is said by a variable changes without any file, which is all that uv compares before it takes a package that it
 * built earlier.
 */
const refreshed = (
  { python, installsProject }: InstallContext,
  members: readonly PythonMember[],
): readonly string[] => {
  const own = installsProject && python.project !== undefined ? [python.project] : []
  const said = [...own, ...members].filter(({ gitVersion }) => gitVersion?.variable !== undefined)
  return each(
    '--refresh-package',
    said.flatMap(({ name }) => name ?? []),
  )
}

const productionGroups = (version: string): readonly string[] => [
  knowsDefaultGroups(version) ? '--no-default-groups' : '--no-dev',
]

/**
 * A service that comes with other projects of the repository: first what is from elsewhere, for which uv reads no more than
 * the lockfile and the manifest beside it; then the service with the projects that it needs. `--locked` would want the
 * manifests of all members of a workspace.
 */
const localInstaller = (context: InstallContext, locals: Locals): Installer => {
  const { python, layout, installsProject, member, version, workspace } = context
  const sync = syncOf(context)
  const lockfile = python.manager.lockfile ?? 'uv.lock'
  const manifest = joinPaths(lockfile, '..', 'pyproject.toml')
  const files = bindMounts(layout, [lockfile, manifest])
  // That manifest is copied where it is the one of what is installed.
  const later = installsProject && manifest === 'pyproject.toml' ? bindMounts(layout, [lockfile]) : files
  const folder = workspace || layout.inApp === '.' ? [] : ['--project', layout.inApp]
  const only = member === undefined ? [] : ['--package', member]
  const without = (members: readonly PythonMember[]): readonly string[] => [
    ...(workspace ? ['--no-install-workspace'] : installsProject ? ['--no-install-project'] : []),
    ...members.filter(({ kind }) => kind === 'path').flatMap(({ name }) => ['--no-install-package', name]),
  ]
  // A frozen install takes the default groups of the root: those of the member are named.
  const development = python.project?.defaultGroups ?? []
  const groups = knowsDefaultGroups(version)
    ? ['--no-default-groups', ...each('--group', development)]
    : each(
        '--group',
        development.filter((name) => name !== 'dev'),
      )
  const installs = (members: readonly PythonMember[]): boolean =>
    installsProject || members.some(({ isPackage }) => isPackage)
  const first = (names: readonly string[], members: readonly PythonMember[], editable: readonly string[]): StageStep =>
    sync(files, folder, ['--frozen'], names, without(members), editable, only)
  const second = (names: readonly string[], members: readonly PythonMember[], editable: readonly string[]): StageStep =>
    sync(later, folder, ['--frozen'], names, editable, only, refreshed(context, members))
  const production = productionGroups(version)
  const prepare = prepareUv(version)
  return {
    prepare: folder.length === 0 ? prepare : (stage) => prepare(stage).env({ UV_PROJECT_ENVIRONMENT: environment }),
    localPaths: [],
    dependencies: first(production, locals.production, ['--no-editable']),
    ...(installs(locals.production) ? { project: second(production, locals.production, ['--no-editable']) } : {}),
    ...(development.length > 0 ? { devDependencies: first(groups, locals.development, []) } : {}),
    ...(installs(locals.development) ? { devProject: second(groups, locals.development, []) } : {}),
  }
}

/** Installs from uv.lock, the dependencies first and without the project, so that a source edit keeps their layer. */
export const uvInstaller = (context: InstallContext): Installer => {
  const { python, layout, installsProject, locals, version } = context
  if (locals !== undefined) return localInstaller(context, locals)
  const sync = syncOf(context)
  const lockfile = python.manager.lockfile ?? 'uv.lock'
  // A version that is computed needs the project's files, which are not there yet: the lockfile cannot be compared.
  const computed = python.project?.isPackage === true && python.project.version === undefined
  const without = installsProject ? ['--no-install-project'] : []
  const copied = installsProject || python.project?.localPaths.length ? ['--no-editable'] : []
  const dependencies = (groups: readonly string[], editable: readonly string[]): StageStep =>
    sync(
      bindMounts(layout, [lockfile, 'pyproject.toml']),
      [computed ? '--frozen' : '--locked'],
      groups,
      without,
      editable,
    )
  const project = (groups: readonly string[], editable: readonly string[]): StageStep =>
    sync(bindMounts(layout, [lockfile]), ['--locked'], groups, editable, refreshed(context, []))
  const production = productionGroups(version)
  return {
    prepare: prepareUv(version),
    localPaths: python.project?.localPaths ?? [],
    dependencies: dependencies(production, copied),
    ...(installsProject ? { project: project(production, copied) } : {}),
    devDependencies: dependencies([], []),
    ...(installsProject ? { devProject: project([], []) } : {}),
  }
}
