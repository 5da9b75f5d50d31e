import type { WorkspaceFact } from '../common-facts.js'
import { nativeNeeds } from '../native-table.js'
import { joinPath, leaves } from '../path.js'
import type { Project } from '../project.js'
import { compact, sortedUnique } from '../value.js'
import { factFromParts } from '../version-fact.js'
import { compareVersions, type Version } from '../version-range.js'
import type { GoFacts } from './go-facts.js'
import { goModProblem, parseGoMod, type GoMod, type GoReplace } from './go-mod.js'
import { goPrograms } from './go-programs.js'
import { readGoSources } from './go-sources.js'
import { fromService, readGoWorkspace } from './go-workspace.js'
import { nativeModules, optionalCgo } from './native-modules.js'

/** `go1.26.1`, `1.26rc1` and `1.24` as numbers; a prerelease counts as its release. */
const goParts = (text: string): readonly number[] | undefined => {
  const match = /^(?:go)?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text)
  return match?.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]))
}

const asVersion = ([major = 0, minor = 0, patch = 0]: readonly number[]): Version => [major, minor, patch]

/** Images set GOTOOLCHAIN=local, so the compiler must be at least what both lines say: the newer one counts. */
const readVersion = (file: string, { go, toolchain }: GoMod): GoFacts['goVersion'] => {
  const goVersion = go === undefined ? undefined : goParts(go.version)
  const toolchainVersion = toolchain === undefined ? undefined : goParts(toolchain.version)
  const useToolchain =
    toolchainVersion !== undefined &&
    (goVersion === undefined || compareVersions(asVersion(toolchainVersion), asVersion(goVersion)) > 0)
  if (useToolchain && toolchain !== undefined) {
    const place = { file, line: toolchain.line }
    return factFromParts(toolchainVersion, { source: 'toolchain', declared: toolchain.version, place })
  }
  if (goVersion === undefined || go === undefined) return factFromParts<'go' | 'toolchain'>([1], { source: 'default' })
  return factFromParts(goVersion, { source: 'go', declared: go.version, place: { file, line: go.line } })
}

/** A workspace needs at least the release that go.work names, whichever of its modules is built. */
const newest = (own: GoFacts['goVersion'], work: GoFacts['goVersion'] | undefined): GoFacts['goVersion'] => {
  const parts = ({ major, minor = 0, patch = 0 }: GoFacts['goVersion']): Version => [major, minor, patch]
  return work === undefined || work.source === 'default' || compareVersions(parts(work), parts(own)) <= 0 ? own : work
}

const directRequires = ({ requires }: GoMod): readonly string[] =>
  requires.filter(({ indirect }) => !indirect).map(({ path }) => path)

const isLocal = ({ target }: GoReplace): boolean => /^\.{1,2}(?:\/|$)/.test(target)

const locallyReplaced = ({ replaces }: GoMod): readonly string[] => replaces.filter(isLocal).map(({ module }) => module)

/** Of import paths those of modules that come from elsewhere. */
const fetchedFrom = (local: readonly string[]) => {
  const modules = new Set(local)
  const isLocalPath = (path: string): boolean => {
    for (let name = path; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('/')))) {
      if (modules.has(name)) return true
    }
    return false
  }
  return (imports: readonly string[]): readonly string[] => imports.filter((path) => !isLocalPath(path))
}

/** A module in a folder beside this one may import it back, and then lead to any of its packages. */
const isImportedBack = (project: Project, { module, replaces }: GoMod): boolean =>
  replaces.filter(isLocal).some(({ target }) => {
    const text = project.text(joinPath(target, 'go.mod'))
    return text !== undefined && parseGoMod(text).requires.some(({ path }) => path === module)
  })

/** Reads go.mod and the sources of the module in the service's folder. */
export const readGo = (project: Project, workspace: WorkspaceFact | undefined): GoFacts | undefined => {
  const file = 'go.mod'
  const text = project.text(file)
  if (text === undefined) return undefined
  const mod = parseGoMod(text)
  const problem = goModProblem(mod, file)
  if (problem !== undefined) project.report(problem)
  const sources = readGoSources(project, mod.module)
  const place = workspace?.kind === 'go' ? workspace : undefined
  const closure = place === undefined ? undefined : readGoWorkspace(project, place, { mod, sources })
  const others = closure?.others ?? []
  const direct = directRequires(mod)
  // An indirect requirement may be a test's or a tool's: only direct ones are sure to be linked.
  const native = nativeNeeds(
    nativeModules,
    sortedUnique([mod, ...others.map((other) => other.mod)].flatMap(directRequires)),
  )
  const cgoPackages = native.map((need) => need.package).filter((name) => !optionalCgo.has(name))
  const cgoFiles = [
    ...sources.cgoFiles,
    ...others.flatMap((other) =>
      other.sources.cgoFiles.flatMap((path) =>
        place === undefined ? [] : fromService(place, joinPath(other.dir, path)),
      ),
    ),
  ]
  const workFile = place?.file
  const work = workFile === undefined ? undefined : parseGoMod(project.text(workFile) ?? '')
  const fetched = fetchedFrom([
    mod.module,
    ...[mod, ...others.map((other) => other.mod), ...(work === undefined ? [] : [work])].flatMap(locallyReplaced),
    ...(place?.members.map(({ name }) => name) ?? []),
  ])
  const workSum = workFile?.replace(/go\.work$/, 'go.work.sum')
  return {
    module: mod.module,
    goVersion: newest(readVersion(file, mod), work === undefined ? undefined : readVersion(workFile ?? '', work)),
    ...compact({ go: mod.go?.version, toolchain: mod.toolchain?.version, workFile, workspace: closure?.workspace }),
    ...(workSum !== undefined && project.has(workSum, 'file') ? { workSum } : {}),
    hasDependencies: mod.requires.length > 0,
    hasGoSum: project.has('go.sum', 'file'),
    vendored: project.has('vendor/modules.txt', 'file'),
    mains: sources.mains,
    programs: isImportedBack(project, mod) ? {} : goPrograms(sources, mod.module, fetched),
    cgo: {
      required: cgoFiles.length > 0 || cgoPackages.length > 0,
      files: cgoFiles,
      packages: cgoPackages,
    },
    native,
    assembly: sources.assembly,
    embeds: sources.embeds,
    taggedEmbeds: sources.taggedEmbeds,
    localReplaces: mod.replaces.filter(isLocal).map(({ module, target, line }) => ({
      module,
      path: target,
      outside: leaves(joinPath(target)),
      place: { file, line },
    })),
    runtimeDirs: sources.runtimeDirs,
    imports: fetched(
      sortedUnique([sources, ...others.map((other) => other.sources)].flatMap(({ imports }) => imports)),
    ),
    requires: sortedUnique(direct),
    versionVariables: sources.versionVariables,
    ...compact({ port: sources.port }),
  }
}
