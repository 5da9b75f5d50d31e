import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { placedOnce, sharedRead } from '../shared-read.js'
import { at, byCodeUnit, isRecord, recordAt, stringMapAt } from '../value.js'
import { simpleCommand } from '../shell-words.js'
import { localPackages } from './local-packages.js'
import type { InstallInput, NodeLifecycle, NodeManagerFact, NodeManifest } from './node-facts.js'

/** What the install of any manager may read, by path below the manifest's folder or the workspace root. */
const known: readonly (readonly [string, InstallInput['why'], readonly NodeManagerFact['name'][] | undefined])[] = [
  ['.npmrc', 'registry', undefined],
  ['.yarnrc', 'registry', ['yarn']],
  ['.yarnrc.yml', 'registry', ['yarn']],
  ['bunfig.toml', 'registry', ['bun']],
  ['.yarn/releases', 'manager', ['yarn']],
  ['.yarn/plugins', 'plugin', ['yarn']],
  ['.yarn/patches', 'patch', ['yarn']],
  ['.pnpmfile.cjs', 'hook', ['pnpm']],
  ['.pnpmfile.mjs', 'hook', ['pnpm']],
  ['pnpm-workspace.yaml', 'workspace', ['pnpm']],
  ['patches', 'patch', undefined],
]

const lifecycleNames = ['preinstall', 'install', 'postinstall', 'prepare', 'pnpm:devPreinstall'] as const

/** The scripts that the install runs by itself. */
export const readLifecycle = (manifest: NodeManifest): NodeLifecycle =>
  Object.fromEntries(
    lifecycleNames.flatMap((name) => {
      const script = manifest.scripts[name]
      return script === undefined ? [] : [[name, script]]
    }),
  )

/** Files that a lifecycle script names, such as `node scripts/postinstall.js`. */
const scriptFiles = (project: Project, lifecycle: NodeLifecycle): readonly InstallInput[] =>
  Object.values(lifecycle)
    .flatMap((script: string) => script.split(/&&|\|\||;/))
    .flatMap((command) => simpleCommand(command)?.words ?? [])
    .flatMap((word): readonly InstallInput[] => {
      const path = joinPath(word)
      const isScript = /^[\w./-]+\.(?:[cm]?[jt]s|sh)$/.test(word) && !path.startsWith('..')
      return isScript && project.has(path, 'file') ? [{ path, kind: 'file', why: 'lifecycle-script' }] : []
    })

/** Patch files that pnpm's `patchedDependencies` names, in package.json or pnpm-workspace.yaml. */
const patchedByPnpm = async (project: Project, folder: string): Promise<readonly string[]> => {
  const workspace = joinPath(folder, 'pnpm-workspace.yaml')
  const tables = [
    recordAt(project.json(joinPath(folder, 'package.json'), 'node'), 'pnpm', 'patchedDependencies'),
    project.has(workspace, 'file') ? stringMapAt(await project.yaml(workspace, 'node'), 'patchedDependencies') : {},
  ]
  return tables.flatMap((table) =>
    Object.values(table).flatMap((patch) => {
      const path = isRecord(patch) ? at(patch, 'path') : patch
      return typeof path === 'string' ? [joinPath(folder, path)] : []
    }),
  )
}

/** bun's `patchedDependencies` of package.json. */
const patchedByBun = (project: Project, folder: string): readonly string[] =>
  Object.values(stringMapAt(project.json(joinPath(folder, 'package.json'), 'node'), 'patchedDependencies')).map(
    (path) => joinPath(folder, path),
  )

/** yarn's `patch:lodash@npm%3A4.17.21#~/.yarn/patches/x.patch`; `~/` is the workspace root, and built-in patches have no file. */
const patchedByYarn = (project: Project, folder: string, context: string): readonly string[] => {
  const manifest = project.json(joinPath(folder, 'package.json'), 'node')
  const ranges = ['dependencies', 'devDependencies', 'optionalDependencies', 'resolutions'].flatMap((table) =>
    Object.values(stringMapAt(manifest, table)),
  )
  return ranges
    .filter((range) => range.startsWith('patch:'))
    .flatMap((range) => /#([^:]+)(?:::|$)/.exec(range)?.[1]?.split('&') ?? [])
    .map((path) => path.replace(/^optional!/, ''))
    .flatMap((path) => {
      if (path.startsWith('~/')) return [joinPath(context, path.slice(2))]
      return path.startsWith('builtin<') || path.startsWith('/') ? [] : [joinPath(folder, path)]
    })
}

/** The patch files that the manifests of a folder name. */
const patchesOf = async (
  project: Project,
  folder: string,
  context: string,
  { name, berry }: NodeManagerFact,
): Promise<readonly string[]> => {
  if (name === 'pnpm') return patchedByPnpm(project, folder)
  if (name === 'bun') return patchedByBun(project, folder)
  return berry ? patchedByYarn(project, folder, context) : []
}

/** What an install reads in a folder by the rules of a manager; `root` is the way to the workspace's root. */
const inputsIn = async (
  project: Project,
  folder: string,
  manager: NodeManagerFact,
  root: string,
): Promise<readonly InstallInput[]> => {
  const found = new Map<string, InstallInput>()
  const add = (name: string, why: InstallInput['why'], wanted?: InstallInput['kind']): void => {
    const path = joinPath(folder, name)
    const kind = project.kind(path)
    if (kind !== undefined && (wanted === undefined || kind === wanted)) found.set(path, { path, kind, why })
  }
  for (const [name, why, managers] of known) {
    if (managers === undefined || managers.includes(manager.name)) add(name, why)
  }
  if (manager.zeroInstall) {
    add('.yarn/cache', 'cache', 'dir')
    for (const name of ['.pnp.cjs', '.pnp.loader.mjs']) add(name, 'cache', 'file')
  }
  for (const path of await patchesOf(project, folder, root, manager)) {
    const covered = [...found.values()].some((input) => input.kind === 'dir' && path.startsWith(`${input.path}/`))
    if (!covered && project.has(path, 'file')) found.set(path, { path, kind: 'file', why: 'patch' })
  }
  return [...found.values()]
}

type RootReader = ReturnType<typeof sharedRead<ReturnType<typeof inputsIn>>>

const placed = placedOnce((inputs: readonly InstallInput[], root) =>
  inputs.map((input) => ({ ...input, path: joinPath(root, input.path) })),
)

/** What the install reads in the root of a workspace, for all services: there are few managers, and mostly one. */
const rootReaders = new Map<string, RootReader>()

const inputsInRoot = async (
  project: Project,
  root: string,
  manager: NodeManagerFact,
): Promise<readonly InstallInput[]> => {
  const { name, berry, zeroInstall } = manager
  const key = `${name} ${berry} ${zeroInstall}`
  const reader = rootReaders.get(key) ?? sharedRead((above) => inputsIn(above, '.', manager, '.'))
  rootReaders.set(key, reader)
  const shared = reader(project, root)
  const inputs = await shared.value
  // Where something is wrong with it, each service reports that for itself.
  return shared.isSound() ? placed(inputs, root) : inputsIn(project, root, manager, root)
}

/** Each path once, the last of them, sorted. */
const sorted = (...lists: readonly (readonly InstallInput[])[]): readonly InstallInput[] => {
  const found = new Map<string, InstallInput>()
  for (const list of lists) for (const input of list) found.set(input.path, input)
  return [...found.values()].sort((a, b) => byCodeUnit(a.path, b.path))
}

/** What an install reads besides the manifest and the lockfile, each path once, sorted. */
export interface InstallInputs {
  /** In the folder of the package, and what its manifest names. */
  readonly own: readonly InstallInput[]
  /** With what lies in the build context. */
  readonly all: readonly InstallInput[]
}

/**
 * Everything besides package.json and the lockfile that the install reads in the folder of a package and in `context`. `root` is the
 * way to the workspace's root.
 */
export const readInstallInputs = async (
  project: Project,
  context: string,
  manifest: NodeManifest,
  manager: NodeManagerFact,
  lifecycle: NodeLifecycle,
  root: string = context,
): Promise<InstallInputs> => {
  const inFolder = await inputsIn(project, '.', manager, root)
  const inRoot = context === '.' ? undefined : await inputsInRoot(project, context, manager)
  const named = [...scriptFiles(project, lifecycle), ...localPackages(project, manifest, manager)]
  const own = sorted(inFolder, named)
  return { own, all: inRoot === undefined ? own : sorted(inFolder, inRoot, named) }
}
