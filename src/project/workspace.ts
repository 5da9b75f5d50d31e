import type { Ecosystem, ForeignWorkspace, WorkspaceFact } from './common-facts.js'
import { baseName, joinPath, parentPath } from './path.js'
import type { Project } from './project.js'
import { sharedRead } from './shared-read.js'
import { listedMembers, workspaceGraph, type WorkspaceGraph } from './workspaces/closure.js'
import { detectors, isNamedMember, type WorkspaceDeclaration } from './workspaces/declaration.js'
import { memberReaders } from './workspaces/readers.js'

/** The service's folder and those above it, up to the source's root: `.`, `..`, `../..`. */
export const ancestors = ({ base }: Project): readonly string[] => {
  const ways = ['.']
  if (base === '.') return ways
  let way = '..'
  for (let slash = 0; slash !== -1; slash = base.indexOf('/', slash + 1)) {
    ways.push(way)
    way += '/..'
  }
  return ways
}

/** A workspace without its members: which it is, and where. */
export type WorkspacePlace = Omit<WorkspaceFact, 'members' | 'manifests' | 'production' | 'build' | 'unmatched'>

/** What folders above services declare, for each detector. */
const declarationReaders = detectors.map(({ detect }) => sharedRead(detect))

const declarationIn = async (
  project: Project,
  root: string,
  detector: number,
): Promise<WorkspaceDeclaration | undefined> => {
  if (root === '.') return detectors[detector]?.detect(project)
  const read = declarationReaders[detector]?.(project, root)
  const declaration = await read?.value
  read?.tell()
  return declaration
}

/** The path from one of the {@link ancestors} to the service. */
const fromAbove = ({ base, at }: Project, root: string): string => {
  const above = at(root)
  if (above === '.') return base
  return above === base ? '.' : base.slice(above.length + 1)
}

/** The nearest workspace that names the service and that `accepts` says yes to. */
const search = async <Result>(
  project: Project,
  ecosystems: readonly Ecosystem[],
  accept: (place: WorkspacePlace) => Promise<Result | undefined>,
  onForeign: (foreign: ForeignWorkspace) => void = () => {},
): Promise<Result | undefined> => {
  const roots = ancestors(project)
  for (const [detector, { ecosystem, manifest, file: declares }] of detectors.entries()) {
    if (!ecosystems.includes(ecosystem)) continue
    for (const root of roots) {
      // A folder without a manifest cannot be a member, only the root.
      if (root !== '.' && !project.has(manifest, 'file')) break
      if (root === '.' && !project.has(declares, 'file')) continue
      const declaration = await declarationIn(project, root, detector)
      if (declaration === undefined) continue
      const path = fromAbove(project, root)
      const { kind, file, patterns } = declaration
      if (!isNamedMember(path, declaration)) {
        onForeign({ ecosystem, file: joinPath(root, file), path, patterns })
        continue
      }
      const place = { kind, ecosystem, root, path, file: joinPath(root, file), patterns }
      const result = await accept(place)
      if (result !== undefined) return result
    }
  }
  return undefined
}

/** The workspace that the service belongs to or is the root of, the nearest that names it; its members are not read. */
export const findWorkspace = (
  project: Project,
  ecosystems: readonly Ecosystem[],
): Promise<WorkspacePlace | undefined> => search(project, ecosystems, async (place) => place)

/** The graphs of the workspaces that folders declare, for each detector. */
const graphReaders = detectors.map(({ detect }) =>
  sharedRead(async (project): Promise<WorkspaceGraph> => {
    const declaration = await detect(project)
    const reader = declaration === undefined ? undefined : await memberReaders[declaration.kind]()
    return workspaceGraph(
      declaration === undefined || reader === undefined ? listedMembers([]) : await reader(project, declaration),
    )
  }),
)

const graphReaderOf = ({ ecosystem, file }: WorkspacePlace) =>
  graphReaders[detectors.findIndex((each) => each.ecosystem === ecosystem && each.file === baseName(file))]

/**
 * Most services need to know of no members but their own, so all are read for those that ask. The properties stand where they are,
 * and not as getters of a literal, with which V8 would keep the project of each service in memory.
 */
const withMembers = (fact: WorkspaceFact, graph: WorkspaceGraph): WorkspaceFact =>
  Object.defineProperties(fact, {
    members: { get: () => graph.members, enumerable: true },
    manifests: { get: () => graph.manifests, enumerable: true },
  })

/** The workspace of the service with its members. What is wrong with a member is told to the services that need it. */
export const readWorkspace = (
  project: Project,
  ecosystems: readonly Ecosystem[],
  onForeign?: (foreign: ForeignWorkspace) => void,
): Promise<WorkspaceFact | undefined> =>
  search(
    project,
    ecosystems,
    async (place) => {
      const read = graphReaderOf(place)?.(project, place.root)
      const graph = await read?.value
      if (read === undefined || graph === undefined)
        return { ...place, members: [], manifests: [], production: [], build: [] }
      const build = graph.build(place.path)
      read.tell(({ file }) => {
        const member = graph.member(parentPath(file))
        return member === undefined || member.dir === '.' || build.includes(member)
      })
      const { unmatched } = graph
      const needsNoMore = build.every(({ devDependencies }) => devDependencies.length === 0)
      const production = needsNoMore ? build : graph.production(place.path)
      const fact = {
        ...place,
        ...(unmatched.length === 0 ? {} : { unmatched }),
        members: [],
        manifests: [],
        production,
        build,
      }
      return withMembers(fact, graph)
    },
    onForeign,
  )
