/** The packages of a Cargo.lock and what they depend on, as positions. */
export interface LockGraph {
  readonly names: readonly string[]
  /** It comes from a registry or from git, not from a folder. */
  readonly fetched: readonly boolean[]
  readonly edges: readonly (readonly number[])[]
  /** Packages of folders by name. */
  readonly local: ReadonlyMap<string, number>
}

/**
 * Reads the graph of a Cargo.lock by lines, since it is machine-written and may be long.
 *
 * @see https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html
 */
export const readLockGraph = (text: string): LockGraph => {
  const packages = text
    .split('\n[[package]]\n')
    .slice(1)
    .map((block) => {
      const body = block.split('\n\n', 1)[0] ?? ''
      const value = (key: string): string | undefined => new RegExp(`^${key} = "([^"]*)"$`, 'm').exec(body)?.[1]
      const list = /^dependencies = \[\n([^\]]*)\]/m.exec(body)?.[1] ?? ''
      return {
        name: value('name') ?? '',
        version: value('version') ?? '',
        source: value('source'),
        needs: [...list.matchAll(/"([^"]+)"/g)].map(([, need = '']) => need),
      }
    })
  const byName = new Map<string, number[]>()
  packages.forEach(({ name }, index) => {
    const known = byName.get(name)
    if (known === undefined) byName.set(name, [index])
    else known.push(index)
  })
  // `log`, `log 0.4.1` where several versions are locked, `log 0.4.1 (registry+…)` where several sources are.
  const find = (need: string): readonly number[] => {
    const [name = '', version, source] = need.split(' ')
    return (byName.get(name) ?? []).filter((index) => {
      const found = packages[index]
      return (
        (version === undefined || found?.version === version) &&
        (source === undefined || found?.source === undefined || found.source.startsWith(source.slice(1, -1)))
      )
    })
  }
  return {
    names: packages.map(({ name }) => name),
    fetched: packages.map(({ source }) => source !== undefined),
    edges: packages.map(({ needs }) => needs.flatMap(find)),
    local: new Map(
      packages.flatMap(({ name, source }, index) => (source === undefined ? [[name, index] as const] : [])),
    ),
  }
}

/** Marks everything that can be reached from some packages; answers how many fetched ones are new among it. */
export const markReachable = (graph: LockGraph, starts: readonly number[], seen: Set<number>): number => {
  let fetched = 0
  const queue = starts.filter((start) => !seen.has(start))
  for (const start of queue) seen.add(start)
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (graph.fetched[next] === true) fetched++
    for (const neighbour of graph.edges[next] ?? []) {
      if (seen.has(neighbour)) continue
      seen.add(neighbour)
      queue.push(neighbour)
    }
  }
  return fetched
}
