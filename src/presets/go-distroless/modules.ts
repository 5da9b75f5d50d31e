import { rememberOf } from '../../model/remember.js'
import type { Facts, GoFacts, WorkspaceMember } from '../../project/facts.js'
import { hasContextEntry, inContext, leavesContext } from '../compiled/paths.js'
import { placeOf, refuse } from '../compiled/refusal.js'
import { manifestPatterns } from '../manifest-patterns.js'

/** What the module system reads before any source: all paths are the context's. */
export interface ModuleFiles {
  /** go.mod, go.sum, go.work and those of the other modules. */
  readonly files: readonly string[]
  /** Folders of modules that are no members of the workspace, but that go.mod puts in the place of others. */
  readonly replaced: readonly string[]
  /** Folders of the workspace's members that the program is compiled from; none without a workspace. */
  readonly members: readonly string[]
  /** The folder with vendored modules. */
  readonly vendor: string | undefined
  readonly download: boolean
  /** go.work is copied, so that the versions are those of the whole workspace. */
  readonly inWorkspace: boolean
}

const refuseMembersOutside = (facts: Facts): void => {
  const outside = facts.workspace?.patterns.find(leavesContext)
  if (outside === undefined) return
  refuse(
    'member-outside-context',
    `\`go.work\` uses \`${outside}\`, which is outside the build context: Docker cannot copy it.`,
    'Move go.work to a folder that holds all its modules.',
    { file: 'go.work' },
  )
}

const replacedFolders = (facts: Facts, go: GoFacts): readonly string[] =>
  go.localReplaces.map(({ module, path, place }) => {
    const folder = inContext(facts, path)
    return leavesContext(folder)
      ? refuse(
          'replace-outside-context',
          `\`${module}\` is replaced by \`${path}\`, which is outside the build context: Docker cannot copy it.`,
          'Put both modules into one workspace (`go work init`, `go work use`), or vendor: `go mod vendor`.',
          placeOf(facts, place),
        )
      : folder
  })

const refuseReplacedOutside = (folders: readonly string[]): void => {
  const outside = folders.find(leavesContext)
  if (outside === undefined) return
  refuse(
    'replace-outside-context',
    `A module of the workspace is replaced by \`${outside}\`, which is outside the build context: Docker cannot copy it.`,
    'Move it below the folder of go.work.',
    { file: 'go.work' },
  )
}

const refuseMissingSum = (facts: Facts, go: GoFacts): void => {
  if (go.hasGoSum || !go.hasDependencies) return
  const replaced = new Set(go.localReplaces.map(({ module }) => module))
  const missing = go.requires.find((module) => !replaced.has(module))
  if (missing === undefined) return
  refuse(
    'missing-go-sum',
    `\`go.mod\` requires \`${missing}\`, but there is no \`go.sum\`, without which Go refuses to build.`,
    'Run `go mod tidy` and commit `go.sum`.',
    { file: inContext(facts, 'go.mod') },
  )
}

const ownFiles = (facts: Facts, go: GoFacts): readonly string[] =>
  ['go.mod', ...(go.hasGoSum ? ['go.sum'] : [])].map((name) => inContext(facts, name))

const manifest = (folder: string, name = 'go.mod'): string => (folder === '.' ? name : `${folder}/${name}`)

/** A module that needs no go.work: its own files, and the go.mod of each folder that takes the place of a module. */
const standalone = (facts: Facts, go: GoFacts): ModuleFiles => {
  const own = ownFiles(facts, go)
  const base = { inWorkspace: false, members: go.workspace === undefined ? [] : [facts.dir] }
  if (go.vendored) {
    return { ...base, files: own, replaced: [], vendor: inContext(facts, 'vendor'), download: false }
  }
  refuseMissingSum(facts, go)
  const members = go.workspace?.members.map(({ dir }) => dir) ?? []
  const folders = replacedFolders(facts, go)
  // What is replaced, but not required, is not even looked at.
  const asked = go.workspace?.standalone ?? folders
  return {
    inWorkspace: false,
    files: [...own, ...asked.map((folder) => manifest(folder)).sort()],
    replaced: folders.filter((folder) => asked.includes(folder) && !members.includes(folder)),
    members,
    vendor: undefined,
    download: go.workspace === undefined ? go.hasDependencies : go.hasGoSum,
  }
}

/** The go.mod of all modules, and the go.sum of those that have one; all services of a run have these lists in common. */
const manifestsOf = rememberOf((members: readonly WorkspaceMember[]) =>
  rememberOf((sums: readonly string[]) => {
    const summed = new Set(sums)
    return manifestPatterns(
      members.flatMap(({ dir }) => [manifest(dir), ...(summed.has(dir) ? [manifest(dir, 'go.sum')] : [])]),
    )
  }),
)

/**
 * A member that needs go.work. Go reads the go.mod of all its modules, since they decide the versions together, and verifies what it
 * fetches by their go.sum; the list is the same for every service, so they all share the layers up to `go mod download`.
 */
const inWorkspace = (facts: Facts, go: GoFacts): ModuleFiles => {
  const members = go.workspace?.members.map(({ dir }) => dir) ?? []
  const sums = go.workspace?.sums ?? []
  replacedFolders(facts, go)
  const replaced = go.workspace?.replaced ?? []
  refuseReplacedOutside(replaced.map(({ dir }) => dir))
  const vendor = hasContextEntry(facts, 'vendor') ? 'vendor' : undefined
  return {
    inWorkspace: true,
    files: [
      'go.work',
      ...(go.workSum === undefined ? [] : ['go.work.sum']),
      ...manifestsOf(facts.workspace?.members ?? [])(sums),
      ...replaced.map(({ dir }) => manifest(dir)),
    ],
    replaced: replaced.filter(({ compiled }) => compiled).map(({ dir }) => dir),
    members,
    vendor,
    download: vendor === undefined && (sums.length > 0 || go.workSum !== undefined),
  }
}

/**
 * The files of the module, or of its workspace where it cannot be built without: the fewest that `go build` accepts. A module whose
 * go.mod requires and replaces the members that it needs leaves go.work out; `vendor` beside go.work belongs to all of them.
 */
export const moduleFiles = (facts: Facts, go: GoFacts): ModuleFiles => {
  if (go.workspace === undefined) return standalone(facts, go)
  refuseMembersOutside(facts)
  const alone = go.vendored ? go.workspace.vendored : go.workspace.standalone !== undefined
  return alone && !hasContextEntry(facts, 'vendor') ? standalone(facts, go) : inWorkspace(facts, go)
}
