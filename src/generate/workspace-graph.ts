import { basename, join, resolve } from 'node:path'
import type { WorkspaceMember } from '../project/facts.js'
import { type Filter, nameTest, pathTest } from './filter.js'
import type { Session } from './session.js'
import type { SourceFile } from './source-file.js'

/** A workspace that some services belong to. */
export interface WorkspaceGraph {
  /** Absolute. */
  readonly root: string
  readonly members: readonly WorkspaceMember[]
}

/** A service with the name that its manifest gives, and the workspace that it belongs to. */
export interface PlacedService {
  readonly source: SourceFile
  readonly names: readonly string[]
  readonly graph?: WorkspaceGraph
}

/** Reads where services stand in their workspaces; those of one workspace share its graph. */
export const placeServices = async (
  sources: readonly SourceFile[],
  session: Session,
): Promise<readonly PlacedService[]> => {
  const graphs = new Map<readonly WorkspaceMember[], WorkspaceGraph>()
  const names = new Map<readonly WorkspaceMember[], ReadonlyMap<string, string>>()
  const place = async (source: SourceFile): Promise<PlacedService> => {
    const { name, workspace } = await session.facts(source.folder)
    if (workspace === undefined) return { source, names: [name] }
    const { members, path } = workspace
    const graph = graphs.get(members) ?? { root: resolve(source.folder, workspace.root), members }
    graphs.set(members, graph)
    const byFolder = names.get(members) ?? new Map(members.map((member) => [member.dir, member.name]))
    names.set(members, byFolder)
    const own = byFolder.get(path)
    return { source, names: own === undefined ? [name] : [name, own], graph }
  }
  const placed: PlacedService[] = []
  for (const source of sources) placed.push(await place(source))
  return placed
}

const edgesOf = ({ dependencies, devDependencies }: WorkspaceMember): readonly string[] => [
  ...dependencies,
  ...devDependencies,
]

/** What can be reached from some folders of a workspace, they included. */
const closure = (edges: ReadonlyMap<string, readonly string[]>, starts: readonly string[]): ReadonlySet<string> => {
  const reached = new Set(starts)
  for (const folder of reached) for (const next of edges.get(folder) ?? []) reached.add(next)
  return reached
}

/** The members that some need, or that need them, with whatever edge; they included. Folders relative to the workspace's root. */
export const reachableMembers = (
  { members }: WorkspaceGraph,
  starts: readonly string[],
  direction: 'dependencies' | 'dependents',
): ReadonlySet<string> => {
  if (direction === 'dependencies') return closure(new Map(members.map((each) => [each.dir, edgesOf(each)])), starts)
  const edges = new Map<string, string[]>()
  for (const member of members) {
    for (const needed of edgesOf(member)) {
      const known = edges.get(needed)
      if (known === undefined) edges.set(needed, [member.dir])
      else known.push(member.dir)
    }
  }
  return closure(edges, starts)
}

/** Of a workspace, the folders that a filter names, services or not. */
export const membersNamed = (
  filter: Filter,
  { root, members }: WorkspaceGraph,
  display: SourceFile['display'],
): readonly WorkspaceMember[] => {
  if (filter.kind === 'path') {
    const test = pathTest(filter)
    return members.filter(({ dir }) => test(display(join(root, dir))))
  }
  const test = nameTest(filter)
  return members.filter(({ name, dir }) => test(name) || test(basename(dir)))
}
