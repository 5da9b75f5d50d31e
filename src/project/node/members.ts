import type { Problem, WorkspaceFact } from '../common-facts.js'
import { joinPath, relativePath } from '../path.js'
import { openProject, type Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { compact } from '../value.js'
import { visibleEntries } from '../visible-entries.js'
import { readBuild } from './build.js'
import { readInstallInputs, readLifecycle } from './install-inputs.js'
import { readManifest } from './manifest.js'
import { fromGit, nativeDevNeeds, nativeNeedsOf } from './needs.js'
import type { InstallInput, NodeManagerFact, NodeMemberFacts } from './node-facts.js'
import { readRootManager } from './package-manager.js'
import { readPrisma } from './prisma.js'
import { readReferenced } from './tsconfig.js'

const foldersOf = new WeakMap<WorkspaceFact['members'], ReadonlySet<string>>()

/** A package that is linked by its folder and is a member is no package beside the workspace. */
export const withoutMembers = (
  inputs: readonly InstallInput[],
  dir: string,
  workspace: WorkspaceFact,
): readonly InstallInput[] => {
  if (!inputs.some(({ why }) => why === 'local-package')) return inputs
  const { members } = workspace
  const folders = foldersOf.get(members) ?? new Set(members.map((member) => member.dir))
  foldersOf.set(members, folders)
  return inputs.filter(({ path, why }) => why !== 'local-package' || !folders.has(joinPath(dir, path)))
}

/** What a package says in its own folder, whether it is the service or a member that others need. */
export type PackageFacts = Omit<NodeMemberFacts, 'dir' | 'installInputs' | 'entries'>

/** What an install and a build need of one member. Its project is opened in its folder, as the paths of the inputs are. */
export const memberFacts = (
  project: Project,
  dir: string,
  { manifest, lifecycle, ...others }: PackageFacts,
  inputs: readonly InstallInput[],
  workspace: WorkspaceFact,
): NodeMemberFacts => ({
  dir,
  manifest,
  lifecycle,
  installInputs: withoutMembers(inputs, dir, workspace).map((input) => ({ ...input, path: joinPath(dir, input.path) })),
  entries: visibleEntries(project, '.'),
  ...others,
})

const readMember = async (
  project: Project,
  dir: string,
  manager: NodeManagerFact,
  workspace: WorkspaceFact,
): Promise<NodeMemberFacts> => {
  const manifest = readManifest(project.json('package.json', 'node'))
  const lifecycle = readLifecycle(manifest)
  const { own } = await readInstallInputs(project, '.', manifest, manager, lifecycle, relativePath(dir, '.'))
  const facts: PackageFacts = {
    manifest,
    lifecycle,
    native: nativeNeedsOf(manifest),
    nativeDev: nativeDevNeeds(manifest),
    needsGit: fromGit(manifest),
    ...compact({
      build: readBuild(project, manifest),
      referenced: readReferenced(project, manifest),
      prisma: readPrisma(project, manifest),
    }),
  }
  return memberFacts(project, dir, facts, own, workspace)
}

interface ReadMember {
  readonly facts: NodeMemberFacts
  readonly problems: readonly Problem[]
}

/** A member that was read, or the promise of it. */
type Reading = ReadMember | Promise<ReadMember>

/** The members of a workspace that somebody asked for, and its manager; the project is opened at its root. */
const openMembers = (root: Project) => {
  const known = new Map<string, Reading>()
  const { source } = root.cache
  const manager = readRootManager(root)
  const keep = async (dir: string, workspace: WorkspaceFact): Promise<ReadMember> => {
    const project = openProject(source, joinPath(root.base, dir), [], root.cache)
    const facts = await readMember(project, dir, manager, workspace)
    const done = { facts, problems: project.problems }
    known.set(dir, done)
    return done
  }
  const member = (dir: string, workspace: WorkspaceFact): Reading => {
    const found = known.get(dir)
    if (found !== undefined) return found
    const reading = keep(dir, workspace)
    known.set(dir, reading)
    return reading
  }
  return { manager, member }
}

const membersOf = sharedRead(openMembers)

/** What a service's build needs of its workspace, but for the service itself, which is read anyway. */
export interface NeededMembers {
  /** What the root installs with. */
  readonly manager: NodeManagerFact
  /** The root first, the others by folder. */
  readonly others: readonly NodeMemberFacts[]
  /** How many of the others stand before the service; absent where that is none of the members. */
  readonly before?: number
}

/** The facts of the workspace's root and of the members that the service's build needs. Each is read once for all services. */
export const readNodeMembers = async (project: Project, workspace: WorkspaceFact): Promise<NeededMembers> => {
  const { root, path, build } = workspace
  const { manager, member } = membersOf(project, root).value
  const others: NodeMemberFacts[] = []
  let before: number | undefined
  const add = ({ facts, problems }: ReadMember): void => {
    others.push(facts)
    for (const problem of problems)
      project.report({ ...problem, file: relativePath(path, joinPath(facts.dir, problem.file)) })
  }
  for (const dir of ['.', ...build.map((each) => each.dir)]) {
    if (dir === path) before = others.length
    else if (dir !== '.' || others.length === 0) {
      const reading = member(dir, workspace)
      // To wait for each of hundreds that are there would cost more than the rest.
      add(reading instanceof Promise ? await reading : reading)
    }
  }
  return { manager, others, ...(before === undefined ? {} : { before }) }
}
