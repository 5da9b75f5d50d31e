import { basename, join } from 'node:path'
import { GenDockerfileError } from '../model/error.js'
import { nearest } from '../words/nearest.js'
import { type Filter, nameTest, parseFilter, pathTest } from './filter.js'
import type { Session } from './session.js'
import { isFromConfig, type SourceFile } from './source-file.js'
import { partsNamed, partsOf, type ServicePart } from './source-parts.js'
import { membersNamed, type PlacedService, placeServices, reachableMembers } from './workspace-graph.js'

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

const matchesNothing = (
  { text, pattern }: Filter,
  sources: readonly SourceFile[],
  parts: readonly ServicePart[],
): GenDockerfileError => {
  const near = nearest(pattern, [...new Set([...sources.map(shownName), ...parts.flatMap(({ names }) => names)])])
  return new GenDockerfileError({
    code: 'no-service-matches',
    message: `\`--filter ${text}\` matches no service.`,
    hint: near === undefined ? 'Run `gen-dockerfile list` for their names.' : `Did you mean \`${near}\`?`,
  })
}

/** The services of scripts that have several, and the scripts of which nobody can tell. */
interface Parts {
  readonly known: readonly ServicePart[]
  readonly broken: readonly SourceFile[]
}

/** Reads each script once. */
const partsReader = (session: Session): ((sources: readonly SourceFile[]) => Promise<Parts>) => {
  const read = new Map<SourceFile, readonly ServicePart[] | undefined>()
  return async (sources) => {
    const scripts = sources.filter((source) => !isFromConfig(source))
    for (const source of scripts) if (!read.has(source)) read.set(source, await partsOf(source, session))
    return {
      known: scripts.flatMap((source) => read.get(source) ?? []),
      broken: scripts.filter((source) => read.get(source) === undefined),
    }
  }
}

/** Scripts that are no member of a workspace themselves, but may have services that are. */
const aboveMembers = (services: readonly PlacedService[]): readonly SourceFile[] =>
  services.flatMap(({ source, graph }) => (graph === undefined || graph.root === source.folder ? [source] : []))

/** What is chosen of sources: all of one, or some of its services. */
const selection = () => {
  const whole = new Set<SourceFile>()
  const some = new Map<SourceFile, Set<string>>()
  return {
    add: (source: SourceFile, label?: string): void => {
      if (label === undefined) whole.add(source)
      else some.set(source, (some.get(source) ?? new Set()).add(label))
    },
    has: (source: SourceFile, label?: string): boolean =>
      whole.has(source) || (label !== undefined && some.get(source)?.has(label) === true),
    hasSome: (source: SourceFile): boolean => some.has(source),
  }
}

/**
 * The services that the filters of a run ask for, in their order; all where there are none. What one filter names is added, what
 * one with `!` names is taken away, whatever their order. Of a `dockerfile.ts` with several services some may be left.
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
  const parts = partsReader(session)
  const chosen = selection()
  if (filters.every(({ isExcluding }) => isExcluding)) for (const source of sources) chosen.add(source)
  const removed = selection()
  for (const filter of filters) {
    const target = filter.isExcluding ? removed : chosen
    const named = await namedBy(filter, sources, placed)
    const isRelation = filter.dependents || filter.dependencies
    const more = isRelation ? await related(filter, named, placed) : []
    const whole = new Set([...named, ...more])
    for (const source of whole) target.add(source)
    // Scripts are evaluated for their services where nothing else is called so, or few can have any: there may be thousands.
    const scripts = whole.size === 0 ? sources : isRelation ? aboveMembers(await placed()) : []
    const { known, broken } = await parts(scripts.filter((source) => !whole.has(source)))
    const found = partsNamed(filter, known)
    for (const { source, label } of found) target.add(source, label)
    if (whole.size + found.length > 0 || filter.isExcluding) continue
    // A library has no image of its own, but there may be services that need it.
    if (broken.length === 0) throw matchesNothing(filter, sources, known)
    for (const source of broken) target.add(source)
  }
  const result: SourceFile[] = []
  for (const source of sources) {
    if (removed.has(source)) continue
    if (!chosen.hasSome(source) && !removed.hasSome(source)) {
      if (chosen.has(source)) result.push(source)
      continue
    }
    const labels = (await parts([source])).known.map(({ label }) => label)
    const left = labels.filter((label) => chosen.has(source, label) && !removed.has(source, label))
    if (left.length > 0) result.push({ ...source, labels: left })
  }
  return result
}
