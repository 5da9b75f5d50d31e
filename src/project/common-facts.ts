/** What every ecosystem's facts share. All paths use `/` and are relative to the service's directory (they may begin with `../`). */

/** A language that `project/` can read. */
export type Ecosystem = 'node' | 'python' | 'go' | 'rust'

/** A line of a file of the repository; lines count from 1. */
export interface FactPlace {
  readonly file: string
  readonly line?: number
}

/**
 * A version of a language, with the file that says so.
 *
 * `version` is what to put into an image tag and as precise as the repository is: `22`, `3.12`, `1.26.1`. For a range it is the
 * release line that we prefer among those that satisfy it (long-term support first); with the source `default` nothing is written down anywhere.
 */
export interface VersionFact<Source extends string> {
  readonly version: string
  readonly major: number
  readonly minor?: number
  readonly patch?: number
  readonly source: Source | 'default'
  /** The text as it stands in the file: `>=20 <25`, `lts/iron`. */
  readonly declared?: string
  /** False when `declared` excludes every release line that we know; `version` is then the nearest to it. */
  readonly known: boolean
  readonly place?: FactPlace
}

/** Distribution packages: what compiling needs, and what running needs. */
export interface SystemPackages {
  readonly build: readonly string[]
  readonly runtime: readonly string[]
}

/**
 * A dependency that needs something of the operating system. The lists are empty where a ready-made binary exists for that
 * distribution's libc (manylinux or musllinux wheel, Node prebuild), so what is listed is really needed.
 */
export interface NativeNeed {
  readonly package: string
  /** Debian packages (trixie's names), for images such as `python:3.14-slim`; a compiler is named where one is needed. */
  readonly debian: SystemPackages
  /** Alpine packages. */
  readonly alpine: SystemPackages
  /** Variables for the install and for the running service, such as the path of a program that a package would download otherwise. */
  readonly variables?: {
    readonly build: Readonly<Record<string, string>>
    readonly runtime: Readonly<Record<string, string>>
  }
  /** Neither a binary nor a source build exists for musl: an Alpine image cannot run it. */
  readonly glibcOnly?: true
  /** Why, in a few words for a comment: `compiles against libpq`. */
  readonly reason: string
}

/** The port that the service listens on, and where that is written. */
export interface PortFact {
  readonly port: number
  readonly source: 'start-script' | 'source' | 'framework' | 'config'
  /** The environment variable that overrides it, when the source reads one: `PORT`. */
  readonly variable?: string
  readonly place?: FactPlace
}

/** An entry of the service's directory. */
export interface FileEntry {
  readonly name: string
  readonly kind: 'file' | 'dir'
  /** A symbolic link; `kind` is what it points to. */
  readonly link?: true
}

/**
 * Something in the repository that is broken, that contradicts itself, or that nothing pins (`unlocked`). It is data: who needs the
 * fact decides whether it matters.
 */
export interface Problem {
  readonly kind: 'unreadable' | 'unparsable' | 'contradiction' | 'limit' | 'unlocked'
  readonly ecosystem?: Ecosystem
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly message: string
  readonly hint: string
}

/** Which workspace manager a workspace root belongs to. */
export type WorkspaceKind = 'npm' | 'pnpm' | 'yarn' | 'bun' | 'go' | 'cargo' | 'uv'

/** A package of a workspace. Paths are relative to the workspace's root. */
export interface WorkspaceMember {
  /** As its manager knows it: `@shop/db`, `example.com/shop/db`, `shop-db`; the folder where nothing names it. */
  readonly name: string
  /** Its folder: `packages/db`, `.` for the root. */
  readonly dir: string
  /** `packages/db/package.json`. */
  readonly manifest: string
  /** Folders of the members that it needs to run, sorted. */
  readonly dependencies: readonly string[]
  /** Folders of the members that only its build, its tests or its development need, sorted. */
  readonly devDependencies: readonly string[]
}

/** A workspace above a service that does not name it as a member. */
export interface ForeignWorkspace {
  readonly ecosystem: Ecosystem
  /** The file that declares it, relative to the service. */
  readonly file: string
  /** From its root to the service: `services/api`. */
  readonly path: string
  /** The member patterns as written. */
  readonly patterns: readonly string[]
}

/** The workspace that the service belongs to. */
export interface WorkspaceFact {
  readonly kind: WorkspaceKind
  readonly ecosystem: Ecosystem
  /** From the service to the root: `../..`, or `.` when the service is the root. */
  readonly root: string
  /** From the root to the service: `apps/api`, or `.`. */
  readonly path: string
  /** The file that declares the workspace, relative to the service: `../../pnpm-workspace.yaml`. */
  readonly file: string
  /** The member patterns as written: `apps/*`, `!apps/old`. */
  readonly patterns: readonly string[]
  /** Those of the patterns that find no member below the root though the manager goes on without; absent where all find one. */
  readonly unmatched?: readonly string[]
  /** All members by folder, the root first where it is a package; one list for all services of a run. */
  readonly members: readonly WorkspaceMember[]
  /** The manifests of all members in their order, relative to the root. To know them can cost less than to read the members. */
  readonly manifests: readonly string[]
  /** The service and the members that it needs to run, sorted by folder. */
  readonly production: readonly WorkspaceMember[]
  /** The same with what their builds need: development dependencies, too. */
  readonly build: readonly WorkspaceMember[]
}
