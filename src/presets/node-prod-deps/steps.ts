import { bind, cache, secret, type Mount } from '../../builders/mounts.js'
import { chain } from '../../builders/shell.js'
import type { StageBuilder } from '../../builders/stage.js'
import { aptInstall, type StageStep } from '../../builders/steps/packages.js'
import type { Paths } from './files.js'
import type { Plan } from './plan.js'

/** The stages of a Node service; a document has those that it needs. */
export type StageName = 'deps' | 'prod-deps' | 'build' | 'app' | 'dev' | 'debug' | 'runtime'

/** A stage of the preset. */
export type NodeStage<Name extends StageName> = StageBuilder<Name, StageName>

/** Installs Debian packages, or leaves the stage as it is. */
export const packages = (names: readonly string[]): StageStep =>
  names.length > 0 ? aptInstall([...new Set(names)]) : (stage) => stage

/** COPY of files and folders to where they are in the repository: one instruction keeps folders apart with `--parents`. */
export const copyPaths =
  ({ files, folders }: Paths, options: { readonly chown?: string } = {}): StageStep =>
  (stage) => {
    const top = files.filter((path) => !path.includes('/'))
    const nested = [...files.filter((path) => path.includes('/')), ...folders]
    const withFiles = top.length > 0 ? stage.copy(top, './', options) : stage
    const [only] = nested
    if (only === undefined) return withFiles
    if (nested.length > 1) return withFiles.copy(nested, './', { parents: true, ...options })
    return withFiles.copy(only, `./${only}`, options)
  }

/** The mounts of everything that asks a registry: the manager's cache, and credentials that must not be in a layer. */
export const installMounts = (plan: Plan): readonly Mount[] => {
  const { manager, node, options } = plan
  const { target, ...rest } = manager.cache
  const hasNpmrc = node.installInputs.some(({ path }) => path === '.npmrc')
  return [cache(target, rest), ...(hasNpmrc ? [bind('.npmrc', { source: '.npmrc' })] : []), ...credentials(options)]
}

/** The secrets that the options ask for. */
export const credentials = ({ npmrc, secretEnv }: Pick<Plan['options'], 'npmrc' | 'secretEnv'>): readonly Mount[] => [
  ...(npmrc ? [secret('npmrc', { target: '/root/.npmrc' })] : []),
  ...secretEnv.map((name) => secret(name, { env: name })),
]

/** Several commands as one RUN, one a line. */
export const commands = (list: readonly string[]): string | ReturnType<typeof chain> =>
  list.length === 1 ? (list[0] ?? '') : chain(...list)

/** A command that takes scripts out of package.json. */
export const dropScripts = (names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`npm pkg delete ${names.map((name) => `scripts.${name}`).join(' ')}`]
