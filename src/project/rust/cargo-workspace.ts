import { joinPath, leaves, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { byCodeUnit, sortedUnique, stringAt, stringsAt } from '../value.js'
import { expandMembers, namedFolders } from '../workspaces/expand-members.js'
import { lineWith } from '../workspaces/report-members.js'
import { crateNeeds, patchedFolders, type CrateNeeds } from './cargo-needs.js'
import { crateTargets } from './cargo-targets.js'
import { markReachable, readLockGraph, type LockGraph } from './lock-graph.js'

/** A crate of a workspace's repository, with paths relative to the workspace's root. */
export interface WorkspaceCrate extends CrateNeeds {
  readonly name: string
  readonly dir: string
  readonly targets: readonly string[]
  /** It belongs to the workspace; otherwise only path dependencies lead to it. */
  readonly member: boolean
}

/** What Cargo sees of a workspace. */
export interface CargoWorkspace {
  readonly crates: readonly WorkspaceCrate[]
  /** Folders of crates that Cargo reads whatever is built: named one by one, or in `[patch]`. */
  readonly fixed: readonly string[]
  /** The folders that each pattern finds: Cargo takes one that finds nothing for the name of a member. */
  readonly globs: readonly (readonly string[])[]
  readonly lock?: LockGraph
}

const hasGlob = (pattern: string): boolean => /[*?[]/.test(pattern)

const isBelow = (dir: string, folder: string): boolean => dir === folder || dir.startsWith(`${folder}/`)

/** Cargo takes a glob that finds nothing for the name of a member. */
const reportEmpty = (project: Project, pattern: string): void =>
  project.report({
    kind: 'contradiction',
    ecosystem: 'rust',
    file: 'Cargo.toml',
    ...lineWith(project, 'Cargo.toml', pattern),
    message: `No folder matches \`${pattern}\` of \`members\` in \`Cargo.toml\`: Cargo refuses the whole workspace.`,
    hint: 'Correct the pattern, or remove it.',
  })

/** The first line of a manifest with a text that means a folder: `"crates/db"`, or `"../db/"` in that of another crate. */
const lineWithPath = (project: Project, file: string, dir: string): { readonly line?: number } => {
  const lines = project.glance.text(file)?.split('\n') ?? []
  const means = (text: string): boolean => joinPath(parentPath(file), text) === dir || joinPath(text) === dir
  const index = lines.findIndex((line) => [...line.matchAll(/["']([^"']+)["']/g)].some(([, text = '']) => means(text)))
  return index === -1 ? {} : { line: index + 1 }
}

const reportMissing = (project: Project, dir: string, file: string): void =>
  project.report({
    kind: 'contradiction',
    ecosystem: 'rust',
    file,
    ...lineWithPath(project, file, dir),
    message: `\`${file}\` names the crate in \`${dir}\`, but there is no \`${joinPath(dir, 'Cargo.toml')}\`: Cargo refuses the whole workspace.`,
    hint: 'Remove the line, or bring the crate back.',
  })

/** Adds the crates that `[patch]` brings to those that they reach, by whatever crate of a registry; to all without a lockfile. */
const withPatches = (
  crates: readonly WorkspaceCrate[],
  patched: readonly string[],
  lock: LockGraph | undefined,
): readonly WorkspaceCrate[] => {
  const positionOf = (dir: string): number | undefined =>
    lock?.local.get(crates.find((crate) => crate.dir === dir)?.name ?? '')
  return crates.map((crate) => {
    const seen = new Set<number>()
    const start = lock?.local.get(crate.name)
    if (lock !== undefined && start !== undefined) markReachable(lock, [start], seen)
    const reached = patched.filter((dir) => {
      const position = positionOf(dir)
      return dir !== crate.dir && (lock === undefined || (position !== undefined && seen.has(position)))
    })
    return reached.length === 0 ? crate : { ...crate, dependencies: sortedUnique([...crate.dependencies, ...reached]) }
  })
}

/** Reads every crate that the workspace in the project's folder reaches. */
const readWorkspace = async (project: Project): Promise<CargoWorkspace> => {
  const root = await project.toml('Cargo.toml', 'rust')
  const patterns = stringsAt(root, 'workspace', 'members')
  const exclude = stringsAt(root, 'workspace', 'exclude').map((path) => joinPath(path))
  const named = [...patterns, ...stringsAt(root, 'workspace', 'default-members')]
    .filter((pattern) => !hasGlob(pattern))
    .map((path) => joinPath(path))
  const isExcluded = (dir: string): boolean =>
    exclude.some((folder) => isBelow(dir, folder)) && !named.some((folder) => isBelow(dir, folder))
  const globs = patterns
    .filter(hasGlob)
    .map((pattern) =>
      expandMembers(project, { patterns: [pattern], manifest: 'Cargo.toml', negation: 'none', hidden: true }),
    )
    .map(({ folders }) => folders.filter((dir) => !isExcluded(dir)))
  for (const pattern of patterns.filter(hasGlob)) {
    const { folders } = namedFolders(project, { patterns: [pattern], negation: 'none', hidden: true })
    if (folders.length === 0) reportEmpty(project, pattern)
  }
  const patched = patchedFolders(root)
  const own = stringAt(root, 'package', 'name') === undefined ? [] : ['.']
  const crates = new Map<string, WorkspaceCrate>()
  const queue = [...own, ...named, ...globs.flat(), ...patched].map((dir) => ({ dir, from: 'Cargo.toml' }))
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const { dir, from } = next
    if (crates.has(dir) || leaves(dir)) continue
    const file = joinPath(dir, 'Cargo.toml')
    if (!project.has(file, 'file')) {
      reportMissing(project, dir, from)
      continue
    }
    const manifest = dir === '.' ? root : await project.toml(file, 'rust')
    const needs = crateNeeds(manifest, dir, root)
    crates.set(dir, {
      name: stringAt(manifest, 'package', 'name') ?? dir,
      dir,
      targets: crateTargets(project, dir, manifest),
      member: !isExcluded(dir),
      ...needs,
    })
    for (const path of [...needs.dependencies, ...needs.devDependencies]) queue.push({ dir: path, from: file })
  }
  const text = project.text('Cargo.lock')
  const lock = text === undefined ? undefined : readLockGraph(`\n${text}`)
  const found = [...crates.values()].sort((a, b) => byCodeUnit(a.dir, b.dir))
  return {
    crates: patched.length === 0 ? found : withPatches(found, patched, lock),
    fixed: [...new Set([...own, ...named.filter((dir) => dir !== '.' && !leaves(dir)), ...patched])],
    globs,
    ...(lock === undefined ? {} : { lock }),
  }
}

/** The crates of the workspace in a folder, read once for all services. */
export const cargoWorkspace = sharedRead(readWorkspace)
