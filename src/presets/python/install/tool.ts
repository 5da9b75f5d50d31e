import { chain, sh, type Shell } from '../../../builders/shell.js'
import type { Mount } from '../../../builders/mounts.js'
import type { StageStep } from '../../../builders/steps/packages.js'
import type { PythonManagerName, PythonMember } from '../../../project/facts.js'
import type { PythonOptions } from '../options.js'
import {
  createEnvironment,
  environment,
  interpreter,
  type InstallContext,
  type Installer,
  reproducible,
} from './installer.js'
import { bindMounts, cacheMounts, forget, noCache, secretMounts } from './mounts.js'

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
  /** The arguments with the project's folder among them; undefined for one that knows no projects by path. */
  readonly inFolder?: (path: string, words: readonly string[]) => readonly string[]
  /** Arguments that leave projects by path out; undefined where they must be there before. */
  readonly withoutLocals?: readonly string[]
}

/** Installs the manager beside the project's environment, so that its own dependencies never mix with the project's. */
const prepare = (
  { name, requirement = name, settings }: Tool,
  { version, options, layout }: InstallContext,
): StageStep => {
  const index = secretMounts('pip', { ...options, installSecrets: {} })
  const command = chain(
    sh`python -m venv /opt/${name}`,
    sh`/opt/${name}/bin/pip install ${[...noCache('pip', options.cache), `${requirement}==${version}`]}`,
  )
  // The environment lies at the root of the context, not in the project's folder, where the manager would look for it.
  const active = layout.inApp === '.' ? {} : { VIRTUAL_ENV: environment }
  return (stage) =>
    stage
      .env({ PIP_DISABLE_PIP_VERSION_CHECK: 1, ...reproducible, ...settings, ...active })
      .run(command, { mounts: [...cacheMounts('pip', options.cache), ...index] })
}

/**
 * Installs from a lockfile of poetry, pdm or pipenv. The project itself is installed by pip, since poetry only ever does
 * that as a link to the sources.
 */
export const toolInstaller = (tool: Tool, context: InstallContext): Installer => {
  const { layout, options, installsProject, locals } = context
  const secrets = secretMounts(tool.name, options)
  const program = `/opt/${tool.name}/bin/${tool.name}`
  const mounts: readonly Mount[] = [...cacheMounts(tool.name, options.cache), ...secrets]
  const locked = [...mounts, ...bindMounts(layout, tool.files)]
  const step =
    (command: Shell, given: readonly Mount[]): StageStep =>
    (stage) =>
      stage.run(command, { mounts: given })
  const inFolder = (words: readonly string[]): readonly string[] =>
    layout.inApp === '.' ? words : (tool.inFolder?.(layout.inApp, words) ?? words)
  const later = locals === undefined ? [] : (tool.withoutLocals ?? [])
  const install = (words: readonly string[]): readonly Shell[] => [
    sh`${[program, ...inFolder(words), ...later]}`,
    ...(tool.compiles ? [] : [sh`python -m compileall -q .venv/lib`]),
    ...forget(tool.name, options.cache),
  ]
  const early = locals !== undefined && tool.withoutLocals === undefined
  const pip = ['--python', interpreter, 'install', ...noCache('pip', options.cache), '--no-deps']
  /** Installs the service and the projects that came without the dependencies. */
  const self = (members: readonly PythonMember[], flag: readonly string[]): StageStep | undefined => {
    const others = early ? [] : members.filter(({ isPackage }) => isPackage).map(({ dir }) => `./${dir}`)
    const own = installsProject ? [layout.inApp === '.' ? '.' : `./${layout.inApp}`] : []
    const paths = [...others, ...own]
    if (paths.length === 0) return undefined
    const words = paths.flatMap((path) => [...flag, path])
    return step(sh`pip ${[...pip, ...words]}`, [...cacheMounts('pip', options.cache), ...secrets])
  }
  const project = self(locals?.production ?? [], [])
  const devProject = self(locals?.development ?? [], ['-e'])
  return {
    prepare: prepare(tool, context),
    localPaths: locals === undefined ? (context.python.project?.localPaths ?? []) : [],
    ...(early ? { localsFirst: true } : {}),
    dependencies: step(chain(createEnvironment(context.minor), ...install(tool.install(options, true))), locked),
    devDependencies: step(chain(...install(tool.install(options, false))), locked),
    ...(project === undefined ? {} : { project }),
    ...(devProject === undefined ? {} : { devProject }),
  }
}
