import type { WorkspaceFact, WorkspaceMember } from '../common-facts.js'
import { baseName, joinPath, leaves, relativePath } from '../path.js'
import type { Project } from '../project.js'
import { at, byCodeUnit, compact, isRecord, sortedUnique } from '../value.js'
import { buildInputs } from './build-inputs.js'
import { readNeeds } from './local-needs.js'
import { readLegacySetup } from './legacy-setup.js'
import { pyprojectDependencies, pyprojectNeedsGit, readPyproject, type Folder } from './pyproject.js'
import type { PythonDependency, PythonMember, PythonNeed } from './python-facts.js'
import { normalName } from './requirement.js'

/** A project with what only readers want to know of it. */
interface Loaded {
  readonly member: PythonMember
  /** Production's requirements. */
  readonly dependencies: readonly PythonDependency[]
  readonly needsGit: boolean
}

/** What the services of one workspace share: each project is read once. */
interface Shared {
  readonly byName: ReadonlyMap<string, string>
  readonly dirs: ReadonlySet<string>
  /** Folders that some member needs: those are packages even without a build system. */
  readonly needed: ReadonlySet<string>
  readonly loaded: Map<string, Promise<Loaded | undefined>>
  locked?: ReadonlySet<string> | 'unknown'
}

const shares = new WeakMap<readonly WorkspaceMember[], Shared>()

const sharedBy = (members: readonly WorkspaceMember[]): Shared => {
  const known = shares.get(members)
  if (known !== undefined) return known
  const shared: Shared = {
    byName: new Map(members.map(({ name, dir }) => [normalName(name), dir])),
    dirs: new Set(members.map(({ dir }) => dir)),
    needed: new Set(members.flatMap(({ dependencies, devDependencies }) => [...dependencies, ...devDependencies])),
    loaded: new Map(),
  }
  shares.set(members, shared)
  return shared
}

/** Names that uv.lock lists as members; it lists none for a single project. */
const lockedNames = (project: Project, root: string): ReadonlySet<string> | 'unknown' => {
  const list = /^\[manifest\]\nmembers = \[([^\]]*)\]/m.exec(project.text(joinPath(root, 'uv.lock')) ?? '')?.[1]
  return list === undefined
    ? 'unknown'
    : new Set([...list.matchAll(/"([^"]+)"/g)].map(([, name = '']) => normalName(name)))
}

const below = (project: Project, prefix: string): Folder => ({
  has: (path, kind) => project.has(joinPath(prefix, path), kind),
  list: (path) => project.list(joinPath(prefix, path)),
  text: (path) => project.text(joinPath(prefix, path)),
})

/** Where the projects of a service are read. */
interface Reading {
  readonly project: Project
  /** From the service to what the folders are relative to. */
  readonly root: string
  readonly shared: Shared
  readonly workspace: WorkspaceFact | undefined
}

const load = async ({ project, root, shared, workspace }: Reading, dir: string): Promise<Loaded | undefined> => {
  const path = joinPath(root, dir)
  const folder = below(project, path)
  const manifest = joinPath(path, 'pyproject.toml')
  const isMember = shared.dirs.has(dir)
  if (!folder.has('pyproject.toml', 'file')) {
    const legacy = readLegacySetup(folder)
    if (legacy === undefined) return undefined
    const { name = baseName(dir) } = legacy
    const base = { name, dir, kind: 'path', isPackage: true, needs: [], unknownMembers: [], locked: true } as const
    const { gitVersion } = legacy
    const member = { ...base, buildInputs: ['.'], ...compact({ gitVersion }) }
    return { member, dependencies: [], needsGit: false }
  }
  const document = await project.toml(manifest, 'python')
  const own = readPyproject(folder, document)
  const unknown: string[] = []
  const rootDocument =
    workspace === undefined ? undefined : await project.toml(joinPath(root, 'pyproject.toml'), 'python')
  const needs = readNeeds(document, {
    dir,
    memberDir: (name) => shared.byName.get(name),
    unknownMember: (name) => {
      if (isMember) unknown.push(name)
    },
    ...(rootDocument === undefined ? {} : { root: { dir: '.', document: rootDocument } }),
  })
  const chosen = at(document, 'tool', 'uv', 'package')
  const name = own?.name ?? baseName(dir)
  // An extra that names other extras of its own project counts as well.
  const isNeeded = shared.needed.has(dir) || needs.some((need) => need.dir === dir)
  const locked = workspace === undefined ? 'unknown' : (shared.locked ??= lockedNames(project, root))
  return {
    member: {
      name,
      dir,
      kind: isMember ? 'member' : 'path',
      isPackage: typeof chosen === 'boolean' ? chosen : !isMember || own?.isPackage === true || isNeeded,
      buildInputs: own === undefined ? ['.'] : buildInputs(folder, document, own),
      ...compact({ gitVersion: own?.gitVersion }),
      needs,
      unknownMembers: sortedUnique(unknown),
      locked: !isMember || locked === 'unknown' || locked.has(normalName(name)),
    },
    dependencies: pyprojectDependencies(document).filter(({ group }) => group === 'main'),
    needsGit: isRecord(document) && pyprojectNeedsGit(document),
  }
}

/** What `readPythonMembers` found. */
interface PythonMembers {
  readonly members: readonly PythonMember[]
  readonly archives: readonly string[]
  readonly localRoot?: string
  /** Requirements of the other projects that production installs. */
  readonly dependencies: readonly PythonDependency[]
  readonly needsGit: boolean
}

const isMainNeed = (need: PythonNeed, extras: ReadonlySet<string>): boolean =>
  need.kind === 'main' || (need.kind === 'extra' && extras.has(normalName(need.name ?? '')))

/** The projects behind the ones that production installs, with the extras that are asked for. */
const production = (start: string, byDir: ReadonlyMap<string, Loaded>): readonly string[] => {
  const asked = new Map<string, Set<string>>([[start, new Set()]])
  const queue = [start]
  for (const dir of queue) {
    for (const need of byDir.get(dir)?.member.needs ?? []) {
      if (!isMainNeed(need, asked.get(dir) ?? new Set())) continue
      const known = asked.get(need.dir)
      const extras = new Set([...(known ?? []), ...need.extras.map(normalName)])
      if (known !== undefined && known.size === extras.size) continue
      asked.set(need.dir, extras)
      queue.push(need.dir)
    }
  }
  return [...asked.keys()]
}

/** The nearest folder above the service that holds every project; `.` when all are below it, nothing when one is out of reach. */
const rootOf = (project: Project, dirs: readonly string[]): string | undefined => {
  const up = Math.max(0, ...dirs.map((dir) => dir.split('/').filter((part) => part === '..').length))
  const depth = project.base === '.' ? 0 : project.base.split('/').length
  return up > depth ? undefined : joinPath(...Array.from({ length: up }, () => '..'))
}

const rebased = (member: PythonMember, path: string): PythonMember => ({
  ...member,
  dir: joinPath(path, member.dir),
  needs: member.needs.map((need) => ({ ...need, dir: joinPath(path, need.dir) })),
})

/** The projects of the repository that a service may be installed with: members of its uv workspace, and what paths name. */
export const readPythonMembers = async (
  project: Project,
  workspace: WorkspaceFact | undefined,
): Promise<PythonMembers> => {
  const root = workspace?.root ?? '.'
  const start = workspace?.path ?? '.'
  const reading: Reading = { project, root, workspace, shared: sharedBy(workspace?.members ?? []) }
  const loaded = workspace === undefined ? new Map<string, Promise<Loaded | undefined>>() : reading.shared.loaded
  const byDir = new Map<string, Loaded>()
  const archives = new Set<string>()
  const queue = new Set([start])
  for (const dir of queue) {
    if (dir !== start && project.has(joinPath(root, dir), 'file')) {
      archives.add(dir)
      continue
    }
    const pending = loaded.get(dir) ?? load(reading, dir)
    loaded.set(dir, pending)
    const one = await pending
    if (one === undefined) continue
    byDir.set(dir, one)
    for (const need of one.member.needs) if (dir === start || need.kind !== 'group') queue.add(need.dir)
  }
  const found = [...byDir.values()].map(({ member }) => member).sort((a, b) => byCodeUnit(a.dir, b.dir))
  const others = production(start, byDir).flatMap((dir) => (dir === start ? [] : (byDir.get(dir) ?? [])))
  const rest = {
    dependencies: others.flatMap(({ dependencies }) => dependencies),
    needsGit: others.some(({ needsGit }) => needsGit),
  }
  // A project without others needs no list of one.
  if (
    found.length <= 1 &&
    archives.size === 0 &&
    found.every(({ needs }) => needs.length === 0) &&
    workspace === undefined
  )
    return { members: [], archives: [], ...rest }
  if (workspace !== undefined) return { members: found, archives: [...archives].sort(byCodeUnit), ...rest }
  const all = [...queue]
  const localRoot = rootOf(project, all)
  if (localRoot === undefined || localRoot === '.' || !all.some(leaves))
    return { members: found, archives: [...archives].sort(byCodeUnit), ...rest }
  const path = relativePath(joinPath(project.base, localRoot), project.base)
  return {
    members: found.map((member) => rebased(member, path)).sort((a, b) => byCodeUnit(a.dir, b.dir)),
    archives: [...archives].map((archive) => joinPath(path, archive)).sort(byCodeUnit),
    localRoot,
    ...rest,
  }
}
