import type { FileEntry, Problem, WorkspaceFact } from '../common-facts.js'
import { joinPath, relativePath } from '../path.js'
import { openProject, type Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { compact } from '../value.js'
import { readBuild } from './build.js'
import { readInstallInputs, readLifecycle } from './install-inputs.js'
import { readManifest } from './manifest.js'
import { fromGit, nativeDevNeeds, nativeNeedsOf } from './needs.js'
import type { InstallInput, NodeManagerFact, NodeMemberFacts } from './node-facts.js'
import { readPackageManager } from './package-manager.js'
import { readPrisma } from './prisma.js'

/** Version control data is no part of a package. */
const isVersionControl = ({ name }: FileEntry): boolean => /^\.(?:git|hg|svn|jj)$/.test(name)

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

/** What an install and a build need of one member; the project is opened in its folder. */
const readMember = async (
  project: Project,
  dir: string,
  manager: NodeManagerFact,
  workspace: WorkspaceFact,
): Promise<NodeMemberFacts> => {
  const manifest = readManifest(project.json('package.json', 'node'))
  const lifecycle = readLifecycle(manifest)
  const inputs = await readInstallInputs(project, '.', manifest, manager, lifecycle, relativePath(dir, '.'))
  return {
    dir,
    manifest,
    lifecycle,
    installInputs: withoutMembers(inputs, dir, workspace).map((input) => ({
      ...input,
      path: joinPath(dir, input.path),
    })),
    entries: project.list('.').filter((entry) => !isVersionControl(entry)),
    native: nativeNeedsOf(manifest),
    nativeDev: nativeDevNeeds(manifest),
    needsGit: fromGit(manifest),
    ...compact({ build: readBuild(project, manifest), prisma: readPrisma(project, manifest, lifecycle) }),
  }
}

interface ReadMember {
  readonly facts: NodeMemberFacts
  readonly problems: readonly Problem[]
}

/** A member that was read, or the promise of it. */
type Reading = ReadMember | Promise<ReadMember>

/** The members of a workspace that somebody asked for; the project is opened at its root. */
const openMembers = (root: Project): ((dir: string, workspace: WorkspaceFact, service?: Project) => Reading) => {
  const known = new Map<string, Reading>()
  const { source } = root.cache
  const manager = readPackageManager(root, '.')
  const read = async (dir: string, workspace: WorkspaceFact, service?: Project): Promise<ReadMember> => {
    const project = openProject(source, joinPath(root.base, dir), [], root.cache, service?.own)
    const facts = await readMember(project, dir, manager, workspace)
    return { facts, problems: project.problems }
  }
  const keep = async (dir: string, workspace: WorkspaceFact): Promise<ReadMember> => {
    const done = await read(dir, workspace)
    known.set(dir, done)
    return done
  }
  return (dir, workspace, service) => {
    const found = known.get(dir)
    if (found !== undefined) return found
    // Few services are members that others need: to keep all of them would cost more than to read some twice.
    if (service !== undefined) return read(dir, workspace, service)
    const reading = keep(dir, workspace)
    known.set(dir, reading)
    return reading
  }
}

const membersOf = sharedRead(openMembers)

/** The facts of the workspace's root and of every member that the service's build needs, the root first. Each is read once for all services. */
export const readNodeMembers = async (
  project: Project,
  workspace: WorkspaceFact,
): Promise<readonly NodeMemberFacts[]> => {
  const { root, path, build } = workspace
  const member = membersOf(project, root).value
  const found: NodeMemberFacts[] = []
  const add = ({ facts, problems }: ReadMember): void => {
    found.push(facts)
    // The service reports its own.
    if (facts.dir === path) return
    for (const problem of problems)
      project.report({ ...problem, file: relativePath(path, joinPath(facts.dir, problem.file)) })
  }
  for (const dir of ['.', ...build.map((each) => each.dir)]) {
    if (dir === '.' && found.length > 0) continue
    const reading = member(dir, workspace, dir === path ? project : undefined)
    // To wait for each of hundreds that are there would cost more than the rest.
    add(reading instanceof Promise ? await reading : reading)
  }
  return found
}
