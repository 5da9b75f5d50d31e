import { rememberOf } from '../../../model/remember.js'
import { hasKeys } from '../../has-keys.js'
import { joinPaths } from '../../join-paths.js'
import type { Facts, WorkspaceKind, WorkspaceMember } from '../../../project/facts.js'
import type { NodeMemberFacts } from '../../../project/node/node-facts.js'

/** The service within its workspace. Folders and paths are relative to the workspace's root, which is the build context. */
export interface Closure {
  readonly kind: WorkspaceKind
  /** The service's folder: `services/api`. */
  readonly dir: string
  readonly service: NodeMemberFacts
  /** The package of the workspace's root; it is never part of what is built or run. */
  readonly root: NodeMemberFacts | undefined
  /** What building needs, dependencies first and the service last. */
  readonly members: readonly NodeMemberFacts[]
  /** What running needs, in the same order. */
  readonly production: readonly NodeMemberFacts[]
  /** The same as facts have them, sorted by folder: what lists of paths are made of, which are sorted. */
  readonly byFolder: { readonly members: readonly NodeMemberFacts[]; readonly production: readonly NodeMemberFacts[] }
  /** Those of the root and of the members that are more than a manifest and sources, the root first. */
  readonly particular: readonly NodeMemberFacts[]
  /** The manifest of every member of the workspace, of which few services need to know. */
  readonly manifests: () => readonly string[]
}

/** The folders of what a member needs, sorted. */
const needsOf = rememberOf(({ dependencies, devDependencies }: WorkspaceMember): readonly string[] =>
  [...new Set([...dependencies, ...devDependencies])].sort(),
)

/** Dependencies first; members that need each other come in the order of their folders. */
const inBuildOrder = (service: string, members: readonly WorkspaceMember[]): readonly string[] => {
  const left = new Map<string, WorkspaceMember>()
  for (const member of members) left.set(member.dir, member)
  const order: string[] = []
  const visit = (dir: string): void => {
    const member = left.get(dir)
    if (member === undefined) return
    left.delete(dir)
    for (const need of needsOf(member)) visit(need)
    order.push(dir)
  }
  visit(service)
  return order
}

/** Whether an install or a build takes more of a member than its manifest and its sources; of most libraries it does not. */
const isParticular = rememberOf(
  ({ lifecycle, installInputs, build, prisma, native, nativeDev, needsGit }: NodeMemberFacts): boolean =>
    hasKeys(lifecycle) ||
    installInputs.length > 0 ||
    build !== undefined ||
    prisma !== undefined ||
    native.length > 0 ||
    nativeDev.length > 0 ||
    needsGit,
)

/** The closure of a service that is a member of a workspace; nothing for packages that stand alone. */
export const closureOf = ({ workspace, node }: Facts): Closure | undefined => {
  if (workspace === undefined || workspace.ecosystem !== 'node' || workspace.path === '.') return undefined
  const read = new Map<string, NodeMemberFacts>()
  for (const member of node?.members ?? []) read.set(member.dir, member)
  const service = read.get(workspace.path)
  if (service === undefined) return undefined
  const runs = new Set<string>()
  for (const { dir } of workspace.production) runs.add(dir)
  const members: NodeMemberFacts[] = []
  const production: NodeMemberFacts[] = []
  const root = read.get('.')
  const particular = root !== undefined && isParticular(root) ? [root] : []
  for (const dir of inBuildOrder(workspace.path, workspace.build)) {
    const member = dir === '.' ? undefined : read.get(dir)
    if (member === undefined) continue
    members.push(member)
    if (runs.has(dir)) production.push(member)
    if (isParticular(member)) particular.push(member)
  }
  return {
    kind: workspace.kind,
    dir: workspace.path,
    service,
    root,
    members,
    production,
    particular,
    byFolder: { members: inOrderOf(node?.members, members), production: inOrderOf(node?.members, production) },
    manifests: () => workspace.manifests,
  }
}

/** Some of the members in the order of all. */
const inOrderOf = (
  all: readonly NodeMemberFacts[] = [],
  some: readonly NodeMemberFacts[],
): readonly NodeMemberFacts[] => {
  const wanted = new Set(some)
  return all.filter((member) => wanted.has(member))
}

/** Those of some members that are among others, too. */
export const among = (
  some: readonly NodeMemberFacts[],
  others: readonly NodeMemberFacts[],
): readonly NodeMemberFacts[] => {
  if (some.length === 0) return some
  const wanted = new Set(others)
  return some.filter((member) => wanted.has(member))
}

/** A path of a member as a path from the workspace's root. */
export const inMember = ({ dir }: Pick<NodeMemberFacts, 'dir'>, path: string): string => joinPaths(dir, path)

/** The manifest of a member as a path from the workspace's root. */
export const manifestOf = rememberOf((member: NodeMemberFacts): string => inMember(member, 'package.json'))

/** A member for the reader: its name, else its folder. */
export const titleOf = ({ dir, manifest }: NodeMemberFacts): string => manifest.name ?? dir
