import { at, recordAt, stringAt } from '../value.js'
import { markReachable, type LockGraph } from './lock-graph.js'

/** A crate of the repository that a program is compiled from. */
export interface CompiledCrate {
  readonly name: string
  readonly manifest: unknown
}

/** What a manifest calls dependencies may have another name: `tls = { package = "openssl" }`, also by way of the workspace. */
const packageNames = ({ manifest }: CompiledCrate, root: unknown): readonly string[] =>
  [manifest, ...Object.values(recordAt(manifest, 'target'))].flatMap((table) =>
    ['dependencies', 'build-dependencies'].flatMap((kind) =>
      Object.entries(recordAt(table, kind)).map(([key, value]) => {
        const inherited =
          at(value, 'workspace') === true ? stringAt(root, 'workspace', 'dependencies', key, 'package') : undefined
        return stringAt(value, 'package') ?? inherited ?? key
      }),
    ),
  )

/**
 * Names of the locked crates that some crates of the repository are compiled with, themselves included; what only their tests use is
 * not among them. `undefined` where the lockfile does not know one of them.
 */
export const linkedCrates = (
  lock: LockGraph,
  crates: readonly CompiledCrate[],
  root: unknown,
): ReadonlySet<string> | undefined => {
  const own = new Set(crates.map(({ name }) => lock.local.get(name)))
  const seen = new Set<number>()
  const starts: number[] = []
  for (const crate of crates) {
    const position = lock.local.get(crate.name)
    if (position === undefined) return undefined
    const wanted = new Set(packageNames(crate, root))
    seen.add(position)
    starts.push(...(lock.edges[position] ?? []).filter((next) => !own.has(next) && wanted.has(lock.names[next] ?? '')))
  }
  markReachable(lock, starts, seen)
  return new Set([...seen].map((index) => lock.names[index] ?? ''))
}
