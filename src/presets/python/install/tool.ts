import { chain, sh, type Shell } from '../../../builders/shell.js'
import type { Mount } from '../../../builders/mounts.js'
import type { StageStep } from '../../../builders/steps/packages.js'
import type { PythonManagerName } from '../../../project/facts.js'
import type { PythonOptions } from '../options.js'
import { createEnvironment, interpreter, type InstallContext, type Installer } from './installer.js'
import { bindMounts, cacheMounts, secretMounts } from './mounts.js'

/** A manager that is itself a Python program, and how it installs from its lockfile. */
export interface Tool {
  readonly name: Extract<PythonManagerName, 'poetry' | 'pdm' | 'pipenv'>
  /** What pip installs, where that is not only the name. */
  readonly requirement?: string
  readonly settings: Readonly<Record<string, string | number>>
  /** Lockfile and manifest. */
  readonly files: readonly string[]
  /** Arguments that install the dependencies: production's, or those of development as well. */
  readonly install: (options: PythonOptions, production: boolean) => readonly string[]
  /** Whether it compiles what it installs. */
  readonly compiles?: true
}

/** Installs the manager beside the project's environment, so that its own dependencies never mix with the project's. */
const prepare = ({ name, requirement = name, settings }: Tool, { version, options }: InstallContext): StageStep => {
  const index = secretMounts('pip', { ...options, installSecrets: {} })
  const command = chain(
    sh`python -m venv /opt/${name}`,
    sh`/opt/${name}/bin/pip install ${`${requirement}==${version}`}`,
  )
  return (stage) =>
    stage
      .env({ PIP_DISABLE_PIP_VERSION_CHECK: 1, ...settings })
      .run(command, { mounts: [...cacheMounts('pip'), ...index] })
}

/**
 * Installs from a lockfile of poetry, pdm or pipenv. The project itself is installed by pip, since poetry only ever does
 * that as a link to the sources.
 */
export const toolInstaller = (tool: Tool, context: InstallContext): Installer => {
  const { layout, options, installsProject } = context
  const secrets = secretMounts(tool.name, options)
  const program = `/opt/${tool.name}/bin/${tool.name}`
  const mounts: readonly Mount[] = [...cacheMounts(tool.name), ...secrets]
  const locked = [...mounts, ...bindMounts(layout, tool.files)]
  const step =
    (command: Shell, given: readonly Mount[]): StageStep =>
    (stage) =>
      stage.run(command, { mounts: given })
  const install = (words: readonly string[]): readonly Shell[] => [
    sh`${[program, ...words]}`,
    ...(tool.compiles ? [] : [sh`python -m compileall -q .venv/lib`]),
  ]
  const self = (flag: readonly string[]): StageStep =>
    step(sh`pip --python ${[interpreter, 'install', '--no-deps', ...flag, '.']}`, [...cacheMounts('pip'), ...secrets])
  return {
    prepare: prepare(tool, context),
    localPaths: context.python.project?.localPaths ?? [],
    dependencies: step(chain(createEnvironment(context.minor), ...install(tool.install(options, true))), locked),
    devDependencies: step(chain(...install(tool.install(options, false))), locked),
    ...(installsProject ? { project: self([]), devProject: self(['-e']) } : {}),
  }
}
