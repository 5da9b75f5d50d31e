import type { WorkspaceMember } from '../common-facts.js'
import { byCodeUnit } from '../value.js'

/** The members of a workspace and how they need each other. */
export interface WorkspaceGraph {
  /** By folder, the root first where it is a package. */
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

/**
 * A search through edges: everything that can be reached, the starts included, as sorted positions. Cycles end where they began.
 * It keeps one mark for each position, so that a search costs what it finds and not what there is.
 */
const searcher = (edges: Edges): ((starts: readonly number[]) => Uint32Array) => {
  const marks = new Uint32Array(edges.length)
  const queue = new Uint32Array(edges.length)
  let search = 0
  return (starts) => {
    search++
    let length = 0
    const reach = (position: number): void => {
      if (marks[position] === search) return
      marks[position] = search
      queue[length++] = position
    }
    for (const start of starts) reach(start)
    for (let next = 0; next < length; next++) for (const position of edges[queue[next] ?? 0] ?? []) reach(position)
    return queue.slice(0, length).sort()
  }
}

const reversed = (edges: Edges): Edges => {
  const result: number[][] = edges.map(() => [])
  edges.forEach((targets, from) => {
    for (const to of targets) result[to]?.push(from)
  })
  return result
}

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
  const all: Edges = members.map(({ devDependencies }, index) =>
    devDependencies.length === 0
      ? (production[index] ?? [])
      : [...(production[index] ?? []), ...positionsOf(devDependencies)],
  )
  const searchProduction = searcher(production)
  const searchAll = searcher(all)
  let searchBack: ReturnType<typeof searcher> | undefined
  const pick = (dirs: readonly string[], search: ReturnType<typeof searcher>): readonly WorkspaceMember[] => {
    const picked: WorkspaceMember[] = []
    for (const position of search(positionsOf(dirs))) {
      const member = members[position]
      if (member !== undefined) picked.push(member)
    }
    return picked
  }
  return {
    members,
    member: (dir) => members[positions.get(dir) ?? -1],
    production: (dir) => pick([dir], searchProduction),
    build: (dir) => pick([dir], searchAll),
    dependents: (dirs) => pick(dirs, (searchBack ??= searcher(reversed(all)))),
  }
}
