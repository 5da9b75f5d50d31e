import type { WorkspaceFact } from '../common-facts.js'
import { joinPath, leaves, relativePath } from '../path.js'
import type { Project } from '../project.js'
import { sharedRead } from '../shared-read.js'
import { sortedUnique } from '../value.js'
import type { GoWorkspace } from './go-facts.js'
import { parseGoMod, type GoMod } from './go-mod.js'
import { readGoSources, type GoSources } from './go-sources.js'
import { goWorkReplaces } from './go-work.js'

/** A module with what its sources say; paths are relative to its folder. */
interface ReadModule {
  readonly dir: string
  readonly mod: GoMod
  readonly sources: Pick<GoSources, 'embeds' | 'taggedEmbeds' | 'cgoFiles' | 'assembly' | 'imports'>
}

/** A module that several services need is read once. */
const readModule = sharedRead((project): Omit<ReadModule, 'dir'> => {
  const mod = parseGoMod(project.text('go.mod') ?? '')
  const { embeds, taggedEmbeds, cgoFiles, assembly, imports } = readGoSources(project, mod.module)
  return { mod, sources: { embeds, taggedEmbeds, cgoFiles, assembly, imports } }
})

interface WorkspaceFiles {
  readonly sums: readonly string[]
  /** Folders that are no members, by the module whose `replace` names them; by `go.work` for those of that file. */
  readonly replaced: ReadonlyMap<string, readonly string[]>
}

const localTarget = (dir: string, target: string): string | undefined =>
  /^\.{1,2}(?:\/|$)/.test(target) ? joinPath(dir, target) : undefined

const readFiles = (project: Project, dirs: readonly string[]): WorkspaceFiles => {
  const mods = dirs.map((dir) => ({ dir, mod: parseGoMod(project.glance.text(joinPath(dir, 'go.mod')) ?? '') }))
  const required = new Set(mods.flatMap(({ mod }) => mod.requires.map(({ path }) => path)))
  const members = new Set(dirs)
  const foldersOf = (dir: string, { replaces }: GoMod): readonly string[] =>
    replaces.flatMap(({ module, target }) => {
      const folder = localTarget(dir, target)
      return folder === undefined || members.has(folder) || !required.has(module) ? [] : [folder]
    })
  return {
    sums: sortedUnique(dirs.filter((dir) => project.glance.isFile(joinPath(dir, 'go.sum')))),
    replaced: new Map([
      ['go.work', foldersOf('.', parseGoMod(project.text('go.work') ?? ''))],
      ...mods.map(({ dir, mod }) => [dir, foldersOf(dir, mod)] as const),
    ]),
  }
}

/** What is the same for all services of the workspace in a folder. */
const readWorkspaceFiles = sharedRead((project) => {
  let known: WorkspaceFiles | undefined
  return (dirs: readonly string[]): WorkspaceFiles => (known ??= readFiles(project, dirs))
})

/** What the modules of a workspace add to the facts of one of them; paths are relative to the workspace's root. */
export interface GoClosure {
  readonly workspace: GoWorkspace
  /** The modules beside the service's own. */
  readonly others: readonly ReadModule[]
}

/** The folders that stand in for what go.mod requires, or `undefined` when go.work is needed to find some member. */
const standaloneFolders = (
  dir: string,
  mod: GoMod,
  needed: readonly ReadModule[],
  hasSum: boolean,
): readonly string[] | undefined => {
  const required = new Set(mod.requires.map(({ path }) => path))
  const replaced = new Map(mod.replaces.map(({ module, target }) => [module, localTarget(dir, target)]))
  const isFound = ({ mod: { module }, dir: folder }: ReadModule): boolean =>
    required.has(module) && replaced.get(module) === folder
  if (!needed.every(isFound)) return undefined
  const fetched = mod.requires.some(({ path }) => replaced.get(path) === undefined)
  if (fetched && !hasSum) return undefined
  return sortedUnique([...required].flatMap((path) => replaced.get(path) ?? []))
}

/** Reads the members that the service's program is compiled from. */
export const readGoWorkspace = (project: Project, place: WorkspaceFact, own: Omit<ReadModule, 'dir'>): GoClosure => {
  const others = place.production
    .filter(({ dir }) => dir !== place.path)
    .map(({ dir }): ReadModule => ({ dir, ...readModule(project, joinPath(place.root, dir)).value }))
  const modules: readonly ReadModule[] = [{ dir: place.path, ...own }, ...others]
  const required = new Set(own.mod.requires.map(({ path }) => path))
  const { sums, replaced } = readWorkspaceFiles(project, place.root).value(place.members.map(({ dir }) => dir))
  // A replacement in go.work is lost without it.
  const standalone = goWorkReplaces(project.text(place.file) ?? '')
    ? undefined
    : standaloneFolders(place.path, own.mod, others, project.has('go.sum', 'file'))
  return {
    others,
    workspace: {
      members: modules
        .map(({ dir, mod, sources }) => ({
          module: mod.module,
          dir,
          embeds: sortedUnique(sources.embeds.flatMap(({ patterns }) => patterns.map((each) => joinPath(dir, each)))),
          taggedEmbeds: sources.taggedEmbeds.map(({ patterns, tags }) => ({
            patterns: patterns.map((each) => joinPath(dir, each)),
            tags,
          })),
          cgo: sources.cgoFiles.length > 0,
          assembly: sources.assembly,
        }))
        .sort((a, b) => (a.dir < b.dir ? -1 : 1)),
      sums,
      replaced: sortedUnique([...replaced.values()].flat()).map((dir) => ({
        dir,
        compiled: ['go.work', ...modules.map((module) => module.dir)].some((by) => replaced.get(by)?.includes(dir)),
      })),
      vendored: project.has('vendor/modules.txt', 'file') && others.every((other) => required.has(other.mod.module)),
      ...(standalone === undefined || standalone.some(leaves) ? {} : { standalone }),
    },
  }
}

/** The path from the service to a file of another module. */
export const fromService = (place: WorkspaceFact, path: string): string => relativePath(place.path, path)
