import type { NativeNeed, WorkspaceFact } from '../common-facts.js'
import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { at, byCodeUnit, compact, isRecord, recordAt, sortedUnique, stringAt } from '../value.js'
import { ancestors } from '../workspace.js'
import { cargoCommands } from './cargo-aliases.js'
import { lockedNames, readCargoLock } from './cargo-lock.js'
import { profilesWithSymbols } from './cargo-profiles.js'
import { readPackage } from './cargo-manifest.js'
import { readCompiled } from './read-compiled.js'
import { readCrates } from './read-crates.js'
import { dependencyTables, pathDependencies, workspaceMembers } from './cargo-members.js'
import type { RustBin, RustCrate, RustFacts, RustPackage } from './rust-facts.js'
import { linkerNeeds } from './rust-linker.js'
import { namedCrates, readNative } from './rust-native.js'
import { readRustPort } from './rust-port.js'
import { readToolchain, rustVersionFact } from './rust-toolchain.js'

/** Folders whose content a build embeds or a program reads, by convention. */
const dataNames = [
  'migrations',
  'templates',
  'static',
  'assets',
  'public',
  'proto',
  'config',
  'configuration',
  'locales',
  'queries',
]

interface Config {
  readonly cargoConfig?: NonNullable<RustFacts['cargoConfig']>
  readonly linkers: readonly NativeNeed[]
  /** The file's content. */
  readonly parsed?: unknown
}

const readConfig = async (project: Project): Promise<Config> => {
  for (const folder of ancestors(project)) {
    for (const name of ['.cargo/config.toml', '.cargo/config']) {
      const path = joinPath(folder, name)
      if (!project.has(path, 'file')) continue
      const parsed = await project.toml(path, 'rust')
      const target = stringAt(parsed, 'build', 'target')
      const vendored = stringAt(parsed, 'source', 'crates-io', 'replace-with') !== undefined
      const commands = cargoCommands(parsed)
      return {
        cargoConfig: { path, vendored, commands, ...compact({ target }) },
        linkers: linkerNeeds(parsed, path),
        parsed,
      }
    }
  }
  return { linkers: [] }
}

/** `default-run` first, then the binary named like its package, then the others. */
const orderBins = (packages: readonly RustPackage[]): readonly RustBin[] =>
  packages.flatMap(({ bins, defaultRun, name }) => {
    const rank = (bin: RustBin): number => (bin.name === defaultRun ? 0 : bin.name === name ? 1 : 2)
    return [...bins].sort((a, b) => rank(a) - rank(b) || byCodeUnit(a.name, b.name))
  })

/** What the crates that matter to a service depend on, each folder once: of many crates it is much the same. */
const foldersNeeded = (crates: readonly RustCrate[] = []): ReadonlySet<string> => {
  const folders = new Set<string>()
  for (const { needed, dependencies } of crates) if (needed) for (const dir of dependencies) folders.add(dir)
  return folders
}

/** Whether a manifest asks for a crate that is not in a folder of the repository. */
const asksForFetched = (manifest: unknown): boolean =>
  [...dependencyTables(manifest), recordAt(manifest, 'workspace', 'dependencies')].some((table) =>
    Object.values(table).some((value) => stringAt(value, 'path') === undefined && at(value, 'workspace') !== true),
  )

const reportUnlocked = (project: Project, lockfile: string): void =>
  project.report({
    kind: 'unlocked',
    ecosystem: 'rust',
    file: joinPath(parentPath(lockfile), 'Cargo.toml'),
    message:
      'There is no `Cargo.lock` beside this file: each build takes the newest crates that fit, so that two images of one commit can differ.',
    hint: 'Run `cargo generate-lockfile`, and commit the file; `.gitignore` may name it.',
  })

/** Reads Cargo.toml, the members of its workspace, Cargo.lock and the toolchain file. */
export const readRust = async (
  project: Project,
  workspace: WorkspaceFact | undefined,
): Promise<RustFacts | undefined> => {
  if (!project.has('Cargo.toml', 'file')) return undefined
  const manifest = await project.toml('Cargo.toml', 'rust')
  const rootDir = workspace?.kind === 'cargo' ? workspace.root : '.'
  const root = rootDir === '.' ? manifest : await project.toml(joinPath(rootDir, 'Cargo.toml'), 'rust')
  const own = readPackage(project, '.', manifest, root)
  const isRoot = isRecord(at(manifest, 'workspace'))
  const memberDirs = isRoot ? await workspaceMembers(project, manifest) : []
  const memberManifests = await Promise.all(memberDirs.map((dir) => project.toml(joinPath(dir, 'Cargo.toml'), 'rust')))
  const members = memberDirs.flatMap((dir, index) => readPackage(project, dir, memberManifests[index], manifest) ?? [])
  const packages = own === undefined ? members : [own, ...members]
  const read = workspace?.kind === 'cargo' ? await readCrates(project, workspace) : undefined
  const lockfile = joinPath(rootDir, 'Cargo.lock')
  const hasLock = project.has(lockfile, 'file')
  const lock = hasLock ? readCargoLock(project, lockfile) : undefined
  const manifests = [manifest, ...memberManifests, ...(rootDir === '.' ? [] : [root])]
  const place = workspace?.kind === 'cargo' ? workspace : undefined
  const compiled = own === undefined ? undefined : await readCompiled(project, place, { root, lock })
  if (!hasLock && (compiled?.manifests ?? manifests).some(asksForFetched)) reportUnlocked(project, lockfile)
  const { present } = compiled ?? { present: lock === undefined ? namedCrates(manifests) : lockedNames(lock) }
  const toolchain = await readToolchain(project)
  const { cargoConfig, linkers, parsed: config } = await readConfig(project)
  const bins = orderBins(packages)
  const sqlxPath = [joinPath('.sqlx'), joinPath(rootDir, '.sqlx')].find((path) => project.has(path, 'dir'))
  const usesSqlx = present.has('sqlx') || present.has('sqlx-macros')
  return {
    rustVersion: rustVersionFact(project, toolchain, packages),
    toolchainTargets: toolchain?.targets ?? [],
    toolchainComponents: toolchain?.components ?? [],
    workspace: isRoot,
    packages,
    bins,
    native: [...readNative(compiled?.manifests ?? manifests, present), ...linkers, ...(compiled?.scripts ?? [])],
    needsGit:
      lock?.git ??
      manifests.some((one) =>
        dependencyTables(one).some((table) =>
          Object.values(table).some((value) => stringAt(value, 'git') !== undefined),
        ),
      ),
    outsidePaths: sortedUnique(
      [
        ...manifests.flatMap((one, index) =>
          pathDependencies(one, index === 0 ? '.' : (memberDirs[index - 1] ?? rootDir)),
        ),
        ...[...foldersNeeded(read?.crates)].map((dir) => joinPath(rootDir, dir)),
      ].filter(leaves),
    ),
    dataDirs: sortedUnique(
      ['.', ...memberDirs].flatMap((dir) =>
        dataNames.map((name) => joinPath(dir, name)).filter((path) => project.has(path, 'dir')),
      ),
    ),
    profiles: Object.keys(recordAt(root, 'profile')).sort(byCodeUnit),
    profilesWithSymbols: profilesWithSymbols([root, config]),
    ...compact({
      crates: read?.crates,
      needsAllCrates: read?.needsAll,
      channel: toolchain?.channel,
      toolchainFile: toolchain?.file,
      package: own,
      lockfile: hasLock ? lockfile : undefined,
      lockfileVersion: lock?.version,
      cargoConfig,
      sqlx:
        usesSqlx || sqlxPath !== undefined ? { offline: sqlxPath !== undefined, path: sqlxPath ?? '.sqlx' } : undefined,
      port: readRustPort(project, bins, present),
    }),
  }
}
