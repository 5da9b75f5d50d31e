import type { WorkspaceMember } from '../common-facts.js'
import { byCodeUnit } from '../value.js'

/** The members of a workspace, each read when somebody asks for it. */
export interface MemberSource {
  /** The member of a folder relative to the root; always the same object. */
  member(dir: string): WorkspaceMember | undefined
  /** All members. */
  all(): readonly WorkspaceMember[]
}

/** The members of a workspace and how they need each other. */
export interface WorkspaceGraph {
  /** By folder, the root first where it is a package. All of them are read for it. */
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

/** Members that are all known. */
export const listedMembers = (members: readonly WorkspaceMember[]): MemberSource => {
  const byDir = new Map(members.map((member) => [member.dir, member]))
  return { member: (dir) => byDir.get(dir), all: () => members }
}

const byFolder = (a: WorkspaceMember, b: WorkspaceMember): number =>
  a.dir === '.' ? -1 : b.dir === '.' ? 1 : byCodeUnit(a.dir, b.dir)

/**
 * Makes a graph of the members of a workspace. Folders that members name and that are none of them are left out. A closure
 * reads the members in it and no others.
 *
 * @example
 * ```ts
 * workspaceGraph(members).production('apps/api').map(({ dir }) => dir) // ['apps/api', 'packages/db']
 * ```
 */
export const workspaceGraph = ({ member, all }: MemberSource): WorkspaceGraph => {
  /** Everything that can be reached, the starts included; cycles end where they began. */
  const reach = (
    dirs: readonly string[],
    next: ((member: WorkspaceMember) => readonly string[])[],
  ): readonly WorkspaceMember[] => {
    const found = new Set<WorkspaceMember>()
    const add = (dir: string): void => {
      const known = member(dir)
      if (known !== undefined) found.add(known)
    }
    for (const dir of dirs) add(dir)
    // A set goes on with what is added on the way.
    for (const each of found) for (const edges of next) for (const dir of edges(each)) add(dir)
    return [...found].sort(byFolder)
  }
  const dependencies = (each: WorkspaceMember): readonly string[] => each.dependencies
  const devDependencies = (each: WorkspaceMember): readonly string[] => each.devDependencies
  let members: readonly WorkspaceMember[] | undefined
  const sorted = (): readonly WorkspaceMember[] => (members ??= [...all()].sort(byFolder))
  let dependents: ReadonlyMap<string, readonly string[]> | undefined
  const reversed = (): ReadonlyMap<string, readonly string[]> => {
    const edges = new Map<string, string[]>()
    for (const each of sorted()) {
      for (const needed of [...each.dependencies, ...each.devDependencies]) {
        const known = edges.get(needed)
        if (known === undefined) edges.set(needed, [each.dir])
        else known.push(each.dir)
      }
    }
    return edges
  }
  return {
    get members() {
      return sorted()
    },
    member,
    production: (dir) => reach([dir], [dependencies]),
    build: (dir) => reach([dir], [dependencies, devDependencies]),
    dependents: (dirs) => {
      const edges = (dependents ??= reversed())
      return reach(dirs, [({ dir }) => edges.get(dir) ?? []])
    },
  }
}
