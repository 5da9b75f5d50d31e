import { dirname, join, resolve } from 'node:path'
import { buildTarget, type BuiltTarget } from './build-target.js'
import { nameOf } from './collect-services.js'
import { type Filter, nameTest, pathTest } from './filter.js'
import type { Session } from './session.js'
import type { SourceFile } from './source-file.js'
import { sourceTargets } from './source-targets.js'
import { membersNamed, reachableMembers } from './workspace-graph.js'

/** One of several services of a `dockerfile.ts`. */
export interface ServicePart {
  readonly source: SourceFile
  /** Its place in the export. */
  readonly label: string
  readonly names: readonly string[]
  readonly built: BuiltTarget
}

/** The services of a `dockerfile.ts` that exports several; `undefined` where it cannot be loaded. */
export const partsOf = async (source: SourceFile, session: Session): Promise<readonly ServicePart[] | undefined> => {
  const from = await sourceTargets(source, session).catch(() => undefined)
  if (from === undefined) return undefined
  const parts: ServicePart[] = []
  for (const target of from.targets) {
    if (target.label === '') continue
    // What cannot be built is told of where it is chosen.
    const built = await buildTarget(target, source, from, session).catch(() => undefined)
    if (built === undefined) return undefined
    const { facts } = built
    const own = facts?.workspace?.build.find(({ dir }) => dir === facts.workspace?.path)
    const names = [await nameOf(built, session), facts?.name ?? '', own?.name ?? '']
    parts.push({ source, label: target.label, built, names: names.filter((name) => name !== '') })
  }
  return parts
}

const isNamed = (filter: Filter, { names, built, source: { display } }: ServicePart): boolean => {
  if (filter.kind === 'name') return names.some(nameTest(filter))
  return [built.folder, dirname(built.output)].map(display).some(pathTest(filter))
}

/** Whether a service is around what a filter names in its workspace. */
const isRelated = (filter: Filter, { built, source }: ServicePart, named: readonly ServicePart[]): boolean => {
  const { folder, facts } = built
  if (facts?.workspace === undefined) return false
  const { root, path, members } = facts.workspace
  const graph = { root: resolve(folder, root), members }
  const centres = new Set(named.map((part) => part.built.folder))
  const starts = [
    ...membersNamed(filter, graph, source.display),
    ...members.filter(({ dir }) => centres.has(join(graph.root, dir))),
  ].map(({ dir }) => dir)
  return (
    (filter.dependents && reachableMembers(graph, starts, 'dependents').has(path)) ||
    (filter.dependencies && reachableMembers(graph, starts, 'dependencies').has(path))
  )
}

/** The services that a filter asks for, of those that share a `dockerfile.ts`. */
export const partsNamed = (filter: Filter, parts: readonly ServicePart[]): readonly ServicePart[] => {
  const named = parts.filter((part) => isNamed(filter, part))
  return parts.filter((part) => named.includes(part) || isRelated(filter, part, named))
}
