import { bind, cache, secret, type Mount } from '../../builders/mounts.js'
import { chain } from '../../builders/shell.js'
import type { StageBuilder } from '../../builders/stage.js'
import { apkAdd, aptInstall, type PackageManager, type StageStep } from '../../builders/steps/packages.js'
import type { NativeNeed } from '../../project/common-facts.js'
import type { Paths } from './files.js'
import type { Plan } from './plan.js'

/** The stages of a Node service; a document has those that it needs. */
export type StageName = 'deps' | 'prod-deps' | 'build' | 'init' | 'app' | 'dev' | 'debug' | 'runtime'

/** A stage of the preset. */
export type NodeStage<Name extends StageName> = StageBuilder<Name, StageName>

/** A step of the stages that run the service. */
export type FinalStep = <Name extends 'app' | 'debug' | 'runtime'>(stage: NodeStage<Name>) => NodeStage<Name>

/** Installs packages, those of Debian by default, or leaves the stage as it is. */
export const packages = (names: readonly string[], manager: PackageManager = 'apt'): StageStep =>
  names.length > 0 ? (manager === 'apt' ? aptInstall : apkAdd)([...new Set(names)]) : (stage) => stage

/** COPY of files and folders to where they are in the repository: one instruction keeps folders apart with `--parents`. */
export const copyPaths =
  ({ files, folders }: Paths, options: { readonly chown?: string } = {}): StageStep =>
  (stage) => {
    const top: string[] = []
    const nested: string[] = []
    for (const path of files) (path.includes('/') ? nested : top).push(path)
    for (const path of folders) nested.push(path)
    const withFiles = top.length > 0 ? stage.copy(top, './', options) : stage
    const [only] = nested
    if (only === undefined) return withFiles
    // `/./` says which part of the path stays behind.
    if (nested.length > 1 || only.includes('/./')) return withFiles.copy(nested, './', { parents: true, ...options })
    return withFiles.copy(only, `./${only}`, options)
  }

/** Commands that download, as one RUN. With `cache: 'layer'` nothing is mounted, and nothing of the cache stays in the layer. */
export const downloading = (
  plan: Plan,
  list: readonly string[],
): { readonly script: string | ReturnType<typeof chain>; readonly mounts: readonly Mount[] } => {
  const { manager, options, hasNpmrc } = plan
  const { target, ...rest } = manager.cache
  const npmrc = hasNpmrc ? [bind('.npmrc', { source: '.npmrc' })] : []
  const others = [...npmrc, ...credentials(plan)]
  return options.cache === 'layer'
    ? { script: commands([...list, `rm -rf ${target}`]), mounts: others }
    : { script: commands(list), mounts: [cache(target, rest), ...others] }
}

/** Variables that packages need of their surroundings. */
export const variablesOf = (
  needs: readonly NativeNeed[],
  when: 'build' | 'runtime',
): Readonly<Record<string, string>> =>
  Object.fromEntries(needs.flatMap(({ variables }) => Object.entries(variables?.[when] ?? {})))

const ownNpmrc = secret('npmrc', { target: '/root/.npmrc' })

/** The secret that installs of the package manager itself want. */
export const npmrcSecret = ({ options }: Pick<Plan, 'options'>): readonly Mount[] => (options.npmrc ? [ownNpmrc] : [])

/** The secrets that the options ask for, and those that the repository refers to: its token may be one for publishing alone. */
export const credentials = ({ options, node }: Pick<Plan, 'options' | 'node'>): readonly Mount[] => [
  ...npmrcSecret({ options }),
  ...options.secretEnv.map((name) => secret(name, { env: name })),
  ...(node.packageManager.variables ?? [])
    .filter((name) => !options.secretEnv.includes(name))
    .map((name) => secret(name, { env: name, required: false })),
]

/** Several commands as one RUN, one a line. */
export const commands = (list: readonly string[]): string | ReturnType<typeof chain> =>
  list.length === 1 ? (list[0] ?? '') : chain(...list)
