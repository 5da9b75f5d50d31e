import type { WorkspaceMember } from '../common-facts.js'
import { byCodeUnit } from '../value.js'

/** The members of a workspace and how they need each other. */
export interface WorkspaceGraph {
  readonly members: readonly WorkspaceMember[]
  /** The member of a folder relative to the root. */
  member(dir: string): WorkspaceMember | undefined
  /** The member and those that it needs to run, sorted by folder; none when the folder is no member. */
  production(dir: string): readonly WorkspaceMember[]
  /** The same with what the builds of all of them need. */
  build(dir: string): readonly WorkspaceMember[]
  /** The members, and those that need any of them to build or to run, sorted by folder. */
  dependents(dirs: readonly string[]): readonly WorkspaceMember[]
}

type Edges = readonly (readonly number[])[]

/** Everything that can be reached, the starts included, as sorted positions; cycles end where they began. */
const reachable = (starts: readonly number[], edges: Edges): readonly number[] => {
  const seen = new Set(starts)
  const queue = [...seen]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const neighbour of edges[next] ?? []) {
      if (seen.has(neighbour)) continue
      seen.add(neighbour)
      queue.push(neighbour)
    }
  }
  return [...seen].sort((a, b) => a - b)
}

const reversed = (edges: Edges): Edges => {
  const result: number[][] = edges.map(() => [])
  edges.forEach((targets, from) => {
    for (const to of targets) result[to]?.push(from)
  })
  return result
}

/** The root comes first whatever it is compared with: `.` sorts before every name. */
const byFolder = (a: WorkspaceMember, b: WorkspaceMember): number =>
  a.dir === '.' ? -1 : b.dir === '.' ? 1 : byCodeUnit(a.dir, b.dir)

/**
 * Makes a graph of the members of a workspace. Folders that members name and that are none of them are left out.
 *
 * @example
 * ```ts
 * workspaceGraph(members).production('apps/api').map(({ dir }) => dir) // ['apps/api', 'packages/db']
 * ```
 */
export const workspaceGraph = (found: readonly WorkspaceMember[]): WorkspaceGraph => {
  const members = [...found].sort(byFolder)
  const positions = new Map(members.map(({ dir }, index) => [dir, index]))
  const positionsOf = (dirs: readonly string[]): readonly number[] => dirs.flatMap((dir) => positions.get(dir) ?? [])
  const production: Edges = members.map(({ dependencies }) => positionsOf(dependencies))
  const all: Edges = members.map(({ devDependencies }, index) => [
    ...(production[index] ?? []),
    ...positionsOf(devDependencies),
  ])
  let backwards: Edges | undefined
  const pick = (starts: readonly string[], edges: Edges): readonly WorkspaceMember[] =>
    reachable(positionsOf(starts), edges).flatMap((index) => members[index] ?? [])
  return {
    members,
    member: (dir) => members[positions.get(dir) ?? -1],
    production: (dir) => pick([dir], production),
    build: (dir) => pick([dir], all),
    dependents: (dirs) => pick(dirs, (backwards ??= reversed(all))),
  }
}
