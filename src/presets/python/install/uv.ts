import { sh, type Shell } from '../../../builders/shell.js'
import type { StageStep } from '../../../builders/steps/packages.js'
import { joinPaths } from '../../join-paths.js'
import type { InstallContext, Installer } from './installer.js'
import { bindMounts, cacheMounts, secretMounts } from './mounts.js'

/** The image that holds nothing but uv. */
export const uvImage = 'ghcr.io/astral-sh/uv'

/** Brings uv, which uses the Python of the image and compiles what it installs. */
export const prepareUv =
  (version: string): StageStep =>
  (stage) =>
    stage
      .copyFrom(`${uvImage}:${version}`, '/uv', '/usr/local/bin/uv')
      .env({ UV_COMPILE_BYTECODE: 1, UV_LINK_MODE: 'copy', UV_PYTHON_DOWNLOADS: 'never' })

const words = (...lists: readonly (readonly string[])[]): Shell => sh`${lists.flat()}`

const each = (flag: string, values: readonly string[]): readonly string[] => values.flatMap((value) => [flag, value])

/** Older releases leave only the group `dev` out, which is all that they install by default. */
const knowsDefaultGroups = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 0 || minor >= 7
}

/** Installs from uv.lock, the dependencies first and without the project, so that a source edit keeps their layer. */
export const uvInstaller = (context: InstallContext): Installer => {
  const { python, options, layout, installsProject, member, workspace } = context
  const lockfile = python.manager.lockfile ?? 'uv.lock'
  const root = joinPaths(lockfile, '..')
  const manifest = joinPaths(root, 'pyproject.toml')
  const files = [...new Set([lockfile, manifest, 'pyproject.toml'])]
  const mounts = [...cacheMounts('uv'), ...secretMounts('uv', options)]
  const chosen = [...each('--extra', options.extras), ...each('--group', options.groups)]
  const only = member === undefined ? [] : ['--package', member]
  // A version that is computed needs the project's files, which are not there yet: the lockfile cannot be compared.
  const computed = python.project?.isPackage === true && python.project.version === undefined
  const first = workspace || computed ? '--frozen' : '--locked'
  const without = workspace ? ['--no-install-workspace'] : installsProject ? ['--no-install-project'] : []
  const copied = installsProject || workspace || context.python.project?.localPaths.length ? ['--no-editable'] : []
  const dependencies = (groups: readonly string[], editable: readonly string[]): StageStep => {
    const command = words(['uv', 'sync', first], groups, without, editable, only, chosen)
    return (stage) => stage.run(command, { mounts: [...mounts, ...bindMounts(layout, files)] })
  }
  const project = (groups: readonly string[], editable: readonly string[]): StageStep => {
    const command = words(['uv', 'sync', '--locked'], groups, editable, only, chosen)
    return (stage) => stage.run(command, { mounts: [...mounts, ...(workspace ? [] : bindMounts(layout, [lockfile]))] })
  }
  const production = [knowsDefaultGroups(context.version) ? '--no-default-groups' : '--no-dev']
  const whole = installsProject || workspace
  return {
    prepare: prepareUv(context.version),
    localPaths: workspace ? [] : (python.project?.localPaths ?? []),
    dependencies: dependencies(production, copied),
    ...(whole ? { project: project(production, copied) } : {}),
    devDependencies: dependencies([], []),
    ...(whole ? { devProject: project([], []) } : {}),
  }
}
