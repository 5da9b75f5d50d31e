import type { FileEntry } from '../../../project/common-facts.js'
import type { Facts } from '../../../project/facts.js'
import type { NodeManagerFact, NodeMemberFacts } from '../../../project/node/node-facts.js'
import { rememberOf } from '../../../model/remember.js'
import { inContext, outermost } from '../../compiled/paths.js'
import { manifestPatterns } from '../../manifest-patterns.js'
import { checkedBy, conventionalPaths, pathsOf, sourceEntries, type Paths } from '../files.js'
import type { Manager } from '../managers.js'
import { topOf, type Output } from '../outputs.js'
import { generatedFrom, generatedOutputs } from '../prisma.js'
import { inMember, type Closure, manifestOf } from './closure.js'
import { needsAllManifests } from './commands.js'
import { publishedBeside } from '../published.js'

/** A path of a member's folder below it: the same list with the folder before each path. */
const below = (member: Pick<NodeMemberFacts, 'dir'>, { files, folders }: Paths): Paths => ({
  files: files.map((path) => inMember(member, path)),
  folders: folders.map((path) => inMember(member, path)),
})

/** Paths in order, each once. */
const ordered = (paths: string[]): string[] => paths.sort().filter((path, index) => path !== paths[index - 1])

/** Lists of paths as one, each path once, those of a package beside each other. */
export const join = (lists: readonly Paths[]): Paths => {
  const top: string[] = []
  // What is not at the top is copied in one instruction, be it a file or a folder.
  const others: string[] = []
  for (const { files, folders } of lists) {
    for (const path of files) (path.includes('/') ? others : top).push(path)
    for (const path of folders) others.push(path)
  }
  if (top.length === 0) return { files: top, folders: ordered(others) }
  return { files: ordered(top), folders: ordered(others.filter((path) => !top.includes(path))) }
}

/** Every manifest of a workspace but the root's; all services of a run share one list. */
const allManifests = rememberOf((all: readonly string[]) =>
  manifestPatterns(all.filter((manifest) => manifest !== 'package.json')),
)

const isFile = (path: string): boolean => /\.\w+$/.test(path)

/** What the install reads of a member beside its manifest, from the workspace's root. */
interface InstallNeeds {
  readonly files: readonly string[]
  readonly folders: readonly string[]
  readonly schemas: readonly string[]
}

const installNeeds = rememberOf((member: NodeMemberFacts): InstallNeeds => {
  const { installInputs, lifecycle, prisma } = member
  const hooks = Object.values(lifecycle).some((script: string) => script.includes('.husky/'))
  const inputs = installInputs.filter(
    ({ path }) => !/(?:^|\/)\.npmrc$/.test(path) && !(hooks && path.startsWith('.husky/')),
  )
  const schemas = prisma === undefined ? [] : generatedFrom(prisma)
  return {
    files: inputs.flatMap(({ kind, path }) => (kind === 'file' ? [path] : [])),
    folders: inputs.flatMap(({ kind, path }) => (kind === 'dir' ? [path] : [])),
    schemas: schemas.map((path) => inMember(member, path)),
  }
})

/** What the install of a service reads: manifests, the lockfile, configuration, patches, Prisma's schemas; not `.npmrc`, which is mounted. */
export const workspaceInstallFiles = (
  facts: Facts,
  fact: NodeManagerFact,
  manager: Manager,
  closure: Closure,
): Paths => {
  const files: string[] = []
  const below: string[] = []
  const schemas: string[] = []
  for (const member of closure.particular) {
    const needs = installNeeds(member)
    for (const path of needs.files) files.push(path)
    for (const path of needs.folders) below.push(path)
    for (const path of needs.schemas) (isFile(path) ? schemas : below).push(path)
  }
  const folders = outermost(below)
  const manifests = needsAllManifests(manager, fact)
    ? allManifests(closure.manifests())
    : closure.byFolder.members.map(manifestOf).sort()
  const all = new Set([
    'package.json',
    ...(fact.lockfile === undefined ? [] : [inContext(facts, fact.lockfile)]),
    ...files,
    ...manifests,
    ...schemas,
  ])
  if (folders.length === 0) return { files: [...all], folders }
  const inside = (path: string): boolean => folders.some((folder) => path.startsWith(`${folder}/`))
  return { files: [...all].filter((path) => !inside(path)), folders }
}

/** What the build of a member writes, for a library, or that of another one into it. */
const outputsOfMember = ({ build, referenced }: NodeMemberFacts): readonly Output[] => {
  const output = build === undefined ? referenced : build.output
  return output === undefined ? [] : [{ from: output, to: `./${output}` }]
}

/** A library without a build may have its files in a folder that builds write elsewhere. */
const published = ({ build, referenced, manifest, entries }: NodeMemberFacts): readonly FileEntry[] => {
  if (build !== undefined || referenced !== undefined) return []
  const tops = [manifest.main, ...Object.values(manifest.bin)].flatMap((path) =>
    path === undefined ? [] : [topOf(path.replace(/^\.\//, ''))],
  )
  return tops.length === 0 ? [] : entries.filter(({ name, kind }) => kind === 'dir' && tops.includes(name))
}

const memberSources = (member: NodeMemberFacts, outputs: readonly Output[], isSite: boolean): Paths => {
  const made = [...outputs, ...generatedOutputs(member.prisma)]
  const sources = sourceEntries(member.entries, made, isSite, member)
  // Entries of one listing: what is in both is the same object.
  const more = published(member).filter((entry) => !sources.includes(entry))
  return below(member, pathsOf(more.length === 0 ? sources : [...sources, ...more]))
}

/** The sources of a library. */
const sourcesOfLibrary = rememberOf((member: NodeMemberFacts) => memberSources(member, outputsOfMember(member), false))

/** Configuration that packages of a workspace share at its root: `tsconfig.base.json`, `turbo.json`, `babel.config.js`. */
const sharedFile = /^[^.].*\.(?:jsonc?|[cm]?[jt]s)$|^\.(?:babelrc|swcrc|browserslistrc|postcssrc)/

/** Those of a listing; all services of a workspace have its root's in common. */
const sharedFiles = rememberOf((entries: readonly FileEntry[]): Paths =>
  pathsOf(sourceEntries(entries, [], false).filter(({ name, kind }) => kind === 'file' && sharedFile.test(name))),
)

/** What checks read at the root: a package's own configuration often only names it. */
const sharedSettings = (entries: readonly FileEntry[], checks: readonly string[]): Paths =>
  checks.length === 0
    ? { files: [], folders: [] }
    : pathsOf(entries.filter((entry) => entry.kind === 'file' && checkedBy(checks)(entry)))

/** Leaves out what was copied before. */
const without = (before: Paths): ((paths: Paths) => Paths) => {
  const copied = new Set(before.files)
  for (const folder of before.folders) copied.add(folder)
  const isFresh = (path: string): boolean =>
    !copied.has(path) && !before.folders.some((folder) => path.startsWith(`${folder}/`))
  return ({ files, folders }) => ({ files: files.filter(isFresh), folders: folders.filter(isFresh) })
}

/** The sources of the closure: what rarely changes first, the service last. */
export const workspaceSources = (
  facts: Facts,
  closure: Closure,
  outputs: readonly Output[],
  named: readonly string[],
  before: Paths,
): readonly [libraries: Paths, service: Paths] => {
  const libraries = closure.byFolder.members.filter((member) => member !== closure.service)
  const asked = { files: named.filter(isFile), folders: named.filter((path) => !isFile(path)) }
  const isSite = facts.node?.framework?.kind === 'ssr'
  const fresh = without(before)
  const checks = closure.particular.flatMap(({ build }) => build?.checks ?? [])
  const shared = [sharedFiles(facts.contextFiles), sharedSettings(facts.contextFiles, checks)]
  return [
    fresh(join([...shared, asked, ...libraries.map(sourcesOfLibrary)])),
    fresh(memberSources(closure.service, outputs, isSite)),
  ]
}

/** What the image holds of libraries that the service needs: from the repository, and from the build. */
export interface LibraryFiles {
  /** For {@link join}. */
  readonly fromContext: readonly Paths[]
  readonly fromBuild: readonly string[]
}

interface LibraryPart {
  readonly fromContext: Paths
  readonly fromBuild: readonly string[]
}

const makePart = (member: NodeMemberFacts, builds: boolean): LibraryPart => {
  const manifest = { files: [manifestOf(member)], folders: [] }
  const sources = sourcesOfLibrary(member)
  const { build, referenced, prisma } = member
  if (!builds || (build === undefined && referenced === undefined && prisma === undefined)) {
    return { fromContext: join([manifest, sources]), fromBuild: [] }
  }
  const outputs = outputsOfMember(member)
  // Where a build writes is not always known, and generated code lies between the sources.
  if (outputs.length === 0) return { fromContext: manifest, fromBuild: [...sources.files, ...sources.folders] }
  const { present, made } = publishedBeside(member, outputs)
  return {
    fromContext: join([
      manifest,
      below(member, conventionalPaths(member.entries, member)),
      below(member, pathsOf(present)),
    ]),
    // With `*` it may be missing: what is published is not always what is there, nor does every build follow references.
    fromBuild: [
      ...outputs.map(({ from }) => (build === undefined ? `${from}*` : from)),
      ...made.map((name) => `${name}*`),
    ].map((path) => inMember(member, path)),
  }
}

const builtPart = rememberOf((member: NodeMemberFacts) => makePart(member, true))
const plainPart = rememberOf((member: NodeMemberFacts) => makePart(member, false))

/** A library that is built is its output and what lies beside it by convention; another one is its files. */
export const libraryFiles = ({ production, byFolder, service }: Closure, builds: boolean): LibraryFiles => {
  const isLibrary = (member: NodeMemberFacts): boolean => member !== service
  const partOf = builds ? builtPart : plainPart
  return {
    fromContext: byFolder.production.filter(isLibrary).map((member) => partOf(member).fromContext),
    // In the order of the builds.
    fromBuild: builds ? production.filter(isLibrary).flatMap((member) => partOf(member).fromBuild) : [],
  }
}
