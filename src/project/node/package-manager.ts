import type { FactPlace } from '../common-facts.js'
import { joinPath } from '../path.js'
import type { Project } from '../project.js'
import { readFolder } from '../shared-read.js'
import { at, compact, listAt, stringAt } from '../value.js'
import { parseRange } from '../version-range.js'
import { readLockfiles, type NodeLockfile } from './lockfile.js'
import type { NodeManagerFact, NodeManagerName } from './node-facts.js'
import { readRegistryVariables } from './registry-variables.js'
import { readYarnConfig } from './yarn-config.js'

/** What package.json says about the manager. */
interface Declared {
  readonly name: NodeManagerName
  readonly version?: string
  readonly major?: number
  readonly source: NodeManagerFact['source']
  readonly place: FactPlace
}

const managers: readonly NodeManagerName[] = ['npm', 'pnpm', 'yarn', 'bun']
const isManager = (name: string | undefined): name is NodeManagerName => managers.some((manager) => manager === name)

/** The smallest major that a range allows, and the version itself when it is exact. */
const versionOf = (text: string | undefined): { readonly version?: string; readonly major?: number } => {
  if (text === undefined) return {}
  const exact = /^(\d+)\.\d+\.\d+(?:-[\w.]+)?/.exec(text)
  if (exact !== null) return { version: exact[0], major: Number(exact[1]) }
  const from = parseRange(text, 'npm')?.[0]?.from[0]
  return from === undefined || from === 0 ? {} : { major: from }
}

/** `packageManager`, `devEngines.packageManager`, volta and `engines`, of the service or the workspace root. */
const declaredIn = (project: Project, folder: string): Declared | undefined => {
  const file = joinPath(folder, 'package.json')
  const manifest = project.json(file, 'node')
  const place = (needle: string): FactPlace => {
    const line = (project.text(file) ?? '').split('\n').findIndex((text) => text.includes(needle)) + 1
    return line === 0 ? { file } : { file, line }
  }
  const field = /^(\w+)@([^+]+)/.exec(stringAt(manifest, 'packageManager') ?? '')
  if (isManager(field?.[1])) {
    return { name: field[1], ...versionOf(field[2]), source: 'packageManager', place: place('"packageManager"') }
  }
  const entry = at(manifest, 'devEngines', 'packageManager')
  for (const item of Array.isArray(entry) ? listAt(manifest, 'devEngines', 'packageManager') : [entry]) {
    const name = stringAt(item, 'name')
    if (isManager(name)) {
      return { name, ...versionOf(stringAt(item, 'version')), source: 'devEngines', place: place('"devEngines"') }
    }
  }
  for (const source of ['volta', 'engines'] as const) {
    for (const name of ['pnpm', 'yarn', 'bun'] as const) {
      const version = stringAt(manifest, source, name)
      // `"yarn": "please use npm"` and `"pnpm": ">=99"` forbid a manager.
      if (version !== undefined && parseRange(version, 'npm') !== undefined && (versionOf(version).major ?? 0) < 50) {
        return { name, ...versionOf(version), source, place: place(`"${name}"`) }
      }
    }
  }
  return undefined
}

const reportContradictions = (
  project: Project,
  declared: Declared | undefined,
  locks: readonly NodeLockfile[],
): void => {
  const found = [...new Set(locks.map((lock) => lock.manager))]
  const [first] = locks
  if (first === undefined) return
  const common = { kind: 'contradiction', ecosystem: 'node' } as const
  if (declared !== undefined && !found.includes(declared.name)) {
    project.report({
      ...common,
      ...declared.place,
      message: `\`${declared.place.file}\` says that the package manager is \`${declared.name}\`, but the only lockfile is \`${first.path}\` of ${first.manager}: \`${declared.name}\` has nothing to install from.`,
      hint: `Run \`${declared.name} install\` and commit its lockfile, or correct \`${declared.source}\`.`,
    })
  } else if (found.length > 1 && declared === undefined) {
    // From the repository: what the service calls `../../yarn.lock` nobody finds from elsewhere.
    const paths = locks.map(({ path }) => `\`${joinPath(project.base, path)}\``).join(' and ')
    project.report({
      ...common,
      file: first.path,
      message: `There are lockfiles of different package managers: ${paths}. They drift apart, and only one of them is installed from.`,
      hint: 'Delete those that are not used, or name the manager in `packageManager` of package.json.',
    })
  }
}

const configured = (project: Project, folder: string): NodeManagerName | undefined => {
  const has = (name: string): boolean => project.has(joinPath(folder, name), 'file')
  if (has('pnpm-workspace.yaml') || has('.pnpmfile.cjs')) return 'pnpm'
  if (has('.yarnrc.yml') || has('.yarnrc')) return 'yarn'
  return has('bunfig.toml') ? 'bun' : undefined
}

/** pnpm's `injectWorkspacePackages`, in either of the files of a folder that it is read from. */
const injectionIn = readFolder(
  (project, folder) => ({
    isAsked:
      /^injectWorkspacePackages:\s*true\b/m.test(project.text(joinPath(folder, 'pnpm-workspace.yaml')) ?? '') ||
      /^\s*inject-workspace-packages\s*=\s*true\b/m.test(project.text(joinPath(folder, '.npmrc')) ?? ''),
  }),
  (injection) => injection,
)

/** What a folder says about the manager beside its lockfiles. */
interface FolderSettings {
  readonly declared?: Declared
  readonly configured?: NodeManagerName
}

const settingsIn = readFolder(
  (project, folder): FolderSettings =>
    compact({ declared: declaredIn(project, folder), configured: configured(project, folder) }),
  ({ declared, ...others }, folder) =>
    declared === undefined
      ? others
      : {
          ...others,
          declared: { ...declared, place: { ...declared.place, file: joinPath(folder, declared.place.file) } },
        },
)

/**
 * The package manager: what package.json names, else the lockfile's, else a configuration file's, else npm. Lockfiles are looked for in the
 * service and in the workspace root; who installs is said beside them, whatever a member says of itself.
 */
export const readPackageManager = (project: Project, context: string): NodeManagerFact =>
  managerOf(project, context === '.' ? ['.'] : ['.', context])

/** The package manager of a workspace's root, whose lockfile may be large: the services read it, too. */
export const readRootManager = (root: Project): NodeManagerFact => managerOf(root, ['.'], true)

const managerOf = (project: Project, folders: readonly string[], isShared?: boolean): NodeManagerFact => {
  const settings = folders.map((folder) => settingsIn(project, folder))
  const found = folders.map((folder) => readLockfiles(project, folder, isShared))
  const home = Math.max(
    found.findIndex((each) => each.length > 0),
    0,
  )
  const declared = (settings[home]?.declared === undefined ? settings.find((each) => each.declared) : settings[home])
    ?.declared
  const locks = found.find((each) => each.some(({ manager }) => manager === declared?.name)) ?? found[home] ?? []
  reportContradictions(project, declared, locks)
  const config = settings.find((each) => each.configured !== undefined)?.configured
  const lock = declared === undefined ? locks[0] : locks.find((candidate) => candidate.manager === declared.name)
  const name = declared?.name ?? lock?.manager ?? config ?? 'npm'
  const source = declared?.source ?? (lock === undefined ? (config === undefined ? 'default' : 'config') : 'lockfile')
  const yarn = name === 'yarn' ? readYarnConfig(project, folders) : undefined
  const major = declared?.major ?? yarn?.major ?? lock?.major
  const berry = name === 'yarn' && (major === undefined ? yarn?.found === true : major >= 2)
  const variables = readRegistryVariables(project, folders, berry ? '.yarnrc.yml' : '.npmrc')
  return {
    name,
    source,
    berry,
    zeroInstall: berry && yarn?.cache === true,
    ...(name === 'pnpm' && folders.some((folder) => injectionIn(project, folder).isAsked) ? { injects: true } : {}),
    ...compact({
      version: declared?.version ?? yarn?.version,
      major,
      lockfile: lock?.path,
      lockfileVersion: lock?.lockfileVersion,
      linker: berry ? (yarn?.linker ?? 'pnp') : undefined,
      yarnPath: yarn?.yarnPath,
      plugins: berry ? yarn?.plugins : undefined,
      variables: variables.length > 0 ? variables : undefined,
      place: declared?.place,
    }),
  }
}
