import type { FileEntry, ForeignWorkspace, Problem, WorkspaceFact } from './common-facts.js'
import type { GoFacts } from './go/go-facts.js'
import type { NodeFacts } from './node/node-facts.js'
import type { PythonFacts } from './python/python-facts.js'
import type { RustFacts } from './rust/rust-facts.js'

export type * from './common-facts.js'
export type * from './go/go-facts.js'
export type * from './node/node-facts.js'
export type * from './python/python-facts.js'
export type * from './rust/rust-facts.js'

/**
 * What a repository says about one service: plain data that survives `JSON.stringify`.
 *
 * Every path uses `/` and is relative to the service's directory, so a lockfile at a workspace root two levels up is
 * `../../pnpm-lock.yaml`; `posix.join(facts.dir, path)` makes it relative to the build context.
 *
 * @example
 * ```ts
 * const facts: Facts = await readFacts('apps/api')
 * facts.node?.packageManager // { name: 'pnpm', major: 10, lockfile: '../../pnpm-lock.yaml', … }
 * ```
 */
export interface Facts {
  /** The service's name, safe for an image or a stage: the manifest's name without scope, else the folder's. */
  readonly name: string
  /** From the build context (the workspace root, else the service's own folder) to the service: `.` or `apps/api`. */
  readonly dir: string
  /** From the service to the build context: `.` or `../..`. */
  readonly context: string
  /** The workspace that the service belongs to or is the root of. */
  readonly workspace?: WorkspaceFact
  /** The nearest workspace above the service that does not name it, where none does. */
  readonly foreignWorkspace?: ForeignWorkspace
  /** What lies in the service's directory, sorted by name; `.git` and other version control data are left out. */
  readonly files: readonly FileEntry[]
  /** The same for the build context; the same list when the service is not a workspace member. */
  readonly contextFiles: readonly FileEntry[]
  readonly node?: NodeFacts
  readonly python?: PythonFacts
  readonly go?: GoFacts
  readonly rust?: RustFacts
  readonly problems: readonly Problem[]
}
