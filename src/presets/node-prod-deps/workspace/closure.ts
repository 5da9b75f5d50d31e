import { rememberOf } from '../../../model/remember.js'
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
  /** Every member of the workspace, of which few services need to know. */
  readonly all: () => readonly WorkspaceMember[]
}

/** The folders of what a member needs, sorted. */
const needsOf = rememberOf(({ dependencies, devDependencies }: WorkspaceMember): readonly string[] =>
  [...new Set([...dependencies, ...devDependencies])].sort(),
)

/** Dependencies first; members that need each other come in the order of their folders. */
const inBuildOrder = (service: string, members: readonly WorkspaceMember[]): readonly string[] => {
  const known = new Map(members.map((member) => [member.dir, member]))
  const order = new Set<string>()
  const begun = new Set<string>()
  const visit = (dir: string): void => {
    const member = known.get(dir)
    if (member === undefined || begun.has(dir)) return
    begun.add(dir)
    for (const need of needsOf(member)) visit(need)
    order.add(dir)
  }
  visit(service)
  return [...order]
}

/** The closure of a service that is a member of a workspace; nothing for packages that stand alone. */
export const closureOf = ({ workspace, node }: Facts): Closure | undefined => {
  if (workspace === undefined || workspace.ecosystem !== 'node' || workspace.path === '.') return undefined
  const read = new Map((node?.members ?? []).map((member) => [member.dir, member]))
  const service = read.get(workspace.path)
  if (service === undefined) return undefined
  const members = inBuildOrder(workspace.path, workspace.build).flatMap((dir) => {
    const member = dir === '.' ? undefined : read.get(dir)
    return member === undefined ? [] : [member]
  })
  const runs = new Set(workspace.production.map(({ dir }) => dir))
  return {
    kind: workspace.kind,
    dir: workspace.path,
    service,
    root: read.get('.'),
    members,
    production: members.filter(({ dir }) => runs.has(dir)),
    all: () => workspace.members,
  }
}

/** A path of a member as a path from the workspace's root. */
export const inMember = ({ dir }: Pick<NodeMemberFacts, 'dir'>, path: string): string => joinPaths(dir, path)

/** The manifest of a member as a path from the workspace's root. */
export const manifestOf = rememberOf((member: NodeMemberFacts): string => inMember(member, 'package.json'))

/** A member for the reader: its name, else its folder. */
export const titleOf = ({ dir, manifest }: NodeMemberFacts): string => manifest.name ?? dir
