import type { WorkspaceMember } from '../common-facts.js'
import { byCodeUnit } from '../value.js'

/** The members of a workspace, each read when somebody asks for it. */
export interface MemberSource {
  /** The member of a folder relative to the root; always the same object. */
  member(dir: string): WorkspaceMember | undefined
  /** All members. */
  all(): readonly WorkspaceMember[]
  /** The manifests of all members, where that is known without reading them; by folder, the root's first. */
  manifests?(): readonly string[]
  /** Member patterns, as written, that find no member though the manager goes on without. */
  readonly unmatched?: readonly string[]
}

/** The members of a workspace and how they need each other. */
export interface WorkspaceGraph {
  /** By folder, the root first where it is a package. All of them are read for it. */
  readonly members: readonly WorkspaceMember[]
  /** The manifests of all members in the same order. */
  readonly manifests: readonly string[]
  /** Member patterns that find no member. */
  readonly unmatched: readonly string[]
  /** The member of a folder relative to the root. */
  member(dir: string): WorkspaceMember | undefined
  /** The member and those that it needs to run, sorted by folder; none when the folder is no member. */
  production(dir: string): readonly WorkspaceMember[]
  /** The same with what the builds of all of them need. */
  build(dir: string): readonly WorkspaceMember[]
  /** The members, and those that need any of them to build or to run, sorted by folder. */
  dependents(dirs: readonly string[]): readonly WorkspaceMember[]
}

const byFolder = (a: WorkspaceMember, b: WorkspaceMember): number =>
  a.dir === '.' ? -1 : b.dir === '.' ? 1 : byCodeUnit(a.dir, b.dir)

type Edges = (each: WorkspaceMember) => readonly WorkspaceMember[]

/** Everything that can be reached, the starts included, sorted by folder; cycles end where they began. */
const reach = (starts: readonly WorkspaceMember[], edges: Edges): readonly WorkspaceMember[] => {
  const found = new Set(starts)
  // A set goes on with what is added on the way.
  for (const each of found) for (const reached of edges(each)) found.add(reached)
  return [...found].sort(byFolder)
}

/** Members that are all known. */
export const listedMembers = (members: readonly WorkspaceMember[], unmatched: readonly string[] = []): MemberSource => {
  const byDir = new Map(members.map((member) => [member.dir, member]))
  return { member: (dir) => byDir.get(dir), all: () => members, unmatched }
}

/**
 * Makes a graph of the members of a workspace. Folders that members name and that are none of them are left out. A closure
 * reads the members in it and no others.
 *
 * @example
 * ```ts
 * workspaceGraph(members).production('apps/api').map(({ dir }) => dir) // ['apps/api', 'packages/db']
 * ```
 */
export const workspaceGraph = ({ member, all, manifests, unmatched = [] }: MemberSource): WorkspaceGraph => {
  /** A function of a member: the members in the folders that it names. */
  const led = (dirsOf: (each: WorkspaceMember) => readonly string[]): Edges => {
    const known = new Map<WorkspaceMember, readonly WorkspaceMember[]>()
    return (each) => {
      const found = known.get(each)
      if (found !== undefined) return found
      const next = dirsOf(each).flatMap((dir) => member(dir) ?? [])
      known.set(each, next)
      return next
    }
  }
  const run = led(({ dependencies }) => dependencies)
  const develop = led(({ dependencies, devDependencies }) =>
    devDependencies.length === 0 ? dependencies : [...dependencies, ...devDependencies],
  )
  let members: readonly WorkspaceMember[] | undefined
  const sorted = (): readonly WorkspaceMember[] => (members ??= [...all()].sort(byFolder))
  let paths: readonly string[] | undefined
  const startsAt = (dirs: readonly string[]): readonly WorkspaceMember[] => dirs.flatMap((dir) => member(dir) ?? [])
  let back: Edges | undefined
  const reversed = (): Edges => {
    const sources = new Map<WorkspaceMember, WorkspaceMember[]>()
    for (const each of sorted()) {
      for (const needed of develop(each)) {
        const known = sources.get(needed)
        if (known === undefined) sources.set(needed, [each])
        else known.push(each)
      }
    }
    return (each) => sources.get(each) ?? []
  }
  return {
    get members() {
      return sorted()
    },
    get manifests() {
      return (paths ??= manifests?.() ?? sorted().map(({ manifest }) => manifest))
    },
    unmatched,
    member,
    production: (dir) => reach(startsAt([dir]), run),
    build: (dir) => reach(startsAt([dir]), develop),
    dependents: (dirs) => reach(startsAt(dirs), (back ??= reversed())),
  }
}
