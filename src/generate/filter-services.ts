import { basename, join } from 'node:path'
import { GenDockerfileError } from '../model/error.js'
import { nearest } from '../words/nearest.js'
import { type Filter, nameTest, parseFilter, pathTest } from './filter.js'
import type { Session } from './session.js'
import type { SourceFile } from './source-file.js'
import { type PlacedService, placeServices, reachableMembers, type WorkspaceGraph } from './workspace-graph.js'

type Placed = () => Promise<readonly PlacedService[]>

const shownName = ({ folder, entry }: SourceFile): string => entry?.value.name ?? basename(folder)

/** The services that a filter names itself. Names that manifests give only count where nothing else is called so: they must be read. */
const namedBy = async (
  filter: Filter,
  sources: readonly SourceFile[],
  placed: Placed,
): Promise<readonly SourceFile[]> => {
  if (filter.kind === 'path') {
    const test = pathTest(filter)
    return sources.filter(({ display, folder }) => test(display(folder)))
  }
  const test = nameTest(filter)
  const found = sources.filter((source) => test(shownName(source)) || test(basename(source.folder)))
  if (found.length > 0) return found
  return (await placed()).filter(({ names }) => names.some(test)).map(({ source }) => source)
}

/** Of a workspace, the folders that a filter names, services or not. */
const membersNamed = (filter: Filter, { root, members }: WorkspaceGraph, display: SourceFile['display']) => {
  if (filter.kind === 'path') {
    const test = pathTest(filter)
    return members.filter(({ dir }) => test(display(join(root, dir))))
  }
  const test = nameTest(filter)
  return members.filter(({ name, dir }) => test(name) || test(basename(dir)))
}

/** The services around those that a filter names, and around the libraries that it names. */
const related = async (
  filter: Filter,
  named: readonly SourceFile[],
  placed: Placed,
): Promise<readonly SourceFile[]> => {
  const centres = new Set(named.map(({ folder }) => folder))
  const services = await placed()
  const found = new Set<SourceFile>()
  for (const graph of new Set(services.flatMap((each) => each.graph ?? []))) {
    const own = services.filter((each) => each.graph === graph)
    const [first] = own
    if (first === undefined) continue
    const { root, members } = graph
    const starts = [
      ...membersNamed(filter, graph, first.source.display),
      ...members.filter(({ dir }) => centres.has(join(root, dir))),
    ].map(({ dir }) => dir)
    const reached = new Set([
      ...(filter.dependents ? reachableMembers(graph, starts, 'dependents') : []),
      ...(filter.dependencies ? reachableMembers(graph, starts, 'dependencies') : []),
    ])
    const folders = new Set([...reached].map((dir) => join(root, dir)))
    for (const { source } of own) if (folders.has(source.folder)) found.add(source)
  }
  return [...found]
}

const matchesNothing = ({ text, pattern }: Filter, sources: readonly SourceFile[]): GenDockerfileError => {
  const near = nearest(pattern, [...new Set(sources.map(shownName))])
  return new GenDockerfileError({
    code: 'no-service-matches',
    message: `\`--filter ${text}\` matches no service.`,
    hint: near === undefined ? 'Run `gen-dockerfile list` for their names.' : `Did you mean \`${near}\`?`,
  })
}

/**
 * The services that the filters of a run ask for, in their order; all where there are none. What one filter names is added, what
 * one with `!` names is taken away, whatever their order.
 *
 * Rejects with a GenDockerfileError: `invalid-filter`, `no-service-matches`.
 */
export const filterServices = async (
  sources: readonly SourceFile[],
  session: Session,
): Promise<readonly SourceFile[]> => {
  const filters = (session.options.filter ?? []).map(parseFilter)
  if (filters.length === 0 || sources.length === 0) return sources
  let placing: Promise<readonly PlacedService[]> | undefined
  const placed: Placed = () => (placing ??= placeServices(sources, session))
  const chosen = new Set(filters.every(({ isExcluding }) => isExcluding) ? sources : [])
  const removed = new Set<SourceFile>()
  for (const filter of filters) {
    const named = await namedBy(filter, sources, placed)
    const more = filter.dependents || filter.dependencies ? await related(filter, named, placed) : []
    // A library has no image of its own, but there may be services that need it.
    if (named.length + more.length === 0 && !filter.isExcluding) throw matchesNothing(filter, sources)
    for (const source of [...named, ...more]) (filter.isExcluding ? removed : chosen).add(source)
  }
  return sources.filter((source) => chosen.has(source) && !removed.has(source))
}
