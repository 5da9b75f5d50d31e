import type { Facts, GoFacts } from '../../project/facts.js'
import { hasContextEntry, inContext, leavesContext, outermost } from '../compiled/paths.js'
import { placeOf, refuse } from '../compiled/refusal.js'

/** What the module system reads before any source: all paths are the context's. */
export interface ModuleFiles {
  /** go.mod, go.sum, go.work and those of the other modules; may hold patterns. */
  readonly files: readonly string[]
  /** Folders of other modules that the build compiles. */
  readonly folders: readonly string[]
  /** The folder with vendored modules. */
  readonly vendor: string | undefined
  readonly download: boolean
}

const vendorFolder = (facts: Facts, go: GoFacts): string | undefined => {
  // In a workspace only the vendor folder beside go.work counts.
  if (go.workFile !== undefined) return hasContextEntry(facts, 'vendor') ? 'vendor' : undefined
  return go.vendored ? 'vendor' : undefined
}

const members = (facts: Facts): readonly string[] => {
  const folders = facts.workspace?.kind === 'go' ? facts.workspace.patterns : []
  for (const folder of folders) {
    if (leavesContext(folder)) {
      refuse(
        'member-outside-context',
        `\`go.work\` uses \`${folder}\`, which is outside the build context: Docker cannot copy it.`,
        'Move go.work to a folder that holds all its modules.',
        { file: 'go.work' },
      )
    }
  }
  return folders
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

const refuseMissingSum = (facts: Facts, go: GoFacts): void => {
  if (go.hasGoSum || !go.hasDependencies || go.workFile !== undefined) return
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

/** The files of the module, or of all modules of its workspace. */
export const moduleFiles = (facts: Facts, go: GoFacts): ModuleFiles => {
  const vendor = vendorFolder(facts, go)
  const own = ['go.mod', ...(go.hasGoSum ? ['go.sum'] : [])].map((name) => inContext(facts, name))
  const download = vendor === undefined && go.hasDependencies
  if (go.workFile === undefined) {
    if (vendor !== undefined) return { files: own, folders: [], vendor, download }
    refuseMissingSum(facts, go)
    const folders = replacedFolders(facts, go)
    return { files: [...own, ...folders.map((folder) => `${folder}/go.mod`).sort()], folders, vendor, download }
  }
  const folders = members(facts)
  const replaced = replacedFolders(facts, go).filter((folder) => !folders.includes(folder))
  const others = folders.filter((folder) => folder !== facts.dir).sort()
  const files = [
    'go.work',
    ...(go.workSum === undefined ? [] : ['go.work.sum']),
    ...own,
    ...others.flatMap((folder) =>
      folder === '.'
        ? ['go.mod', 'go.sum'].filter((name) => hasContextEntry(facts, name))
        : // A pattern, since a module without dependencies has no go.sum.
          [`${folder}/go.*`],
    ),
    ...replaced.map((folder) => `${folder}/go.mod`).sort(),
  ]
  return { files, folders: outermost([facts.dir, ...folders, ...replaced]), vendor, download: vendor === undefined }
}
