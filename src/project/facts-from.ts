import type { Ecosystem, ForeignWorkspace, WorkspaceFact } from './common-facts.js'
import type { Facts } from './facts.js'
import type { FileSource } from './file-source.js'
import { readGo } from './go/read-go.js'
import { readNode } from './node/read-node.js'
import { baseName, joinPath, relativePath } from './path.js'
import { openProject, type Project } from './project.js'
import { projectCache, type ProjectCache } from './project-cache.js'
import { readPython } from './python/read-python.js'
import { readRust } from './rust/read-rust.js'
import { serviceName } from './service-name.js'
import { visibleEntries } from './visible-entries.js'
import { readWorkspace } from './workspace.js'

/** What to read of a source. */
export interface FactsOptions {
  /** From the source's root to the service; `.` by default. */
  readonly dir?: string
  /** The languages to read; all by default. Sources of the others are not looked at. */
  readonly ecosystems?: readonly Ecosystem[]
  /** What the service is called when no manifest names it; by default the last part of `dir`. */
  readonly folderName?: string
  /** What services of this source share; by default nothing. */
  readonly cache?: ProjectCache
}

const everything: readonly Ecosystem[] = ['node', 'python', 'go', 'rust']

/** The facts of the languages asked for; absent where the language is not used. */
const readLanguages = async (
  project: Project,
  wanted: readonly Ecosystem[],
  workspace: WorkspaceFact | undefined,
): Promise<Pick<Facts, Ecosystem>> => {
  const node = wanted.includes('node') ? await readNode(project, workspace) : undefined
  const python = wanted.includes('python') ? await readPython(project, workspace) : undefined
  const go = wanted.includes('go') ? readGo(project, workspace) : undefined
  const rust = wanted.includes('rust') ? await readRust(project, workspace) : undefined
  return {
    ...(node === undefined ? {} : { node }),
    ...(python === undefined ? {} : { python }),
    ...(go === undefined ? {} : { go }),
    ...(rust === undefined ? {} : { rust }),
  }
}

/**
 * Reads facts from any source of files; `readFacts` is the same for a folder of the disk.
 *
 * @example
 * ```ts
 * const facts = await factsFrom(memorySource({ 'apps/api/package.json': '{"name":"@shop/api"}' }), { dir: 'apps/api' })
 * facts.name // 'api'
 * ```
 */
export const factsFrom = async (source: FileSource, options: FactsOptions = {}): Promise<Facts> => {
  const base = joinPath(options.dir ?? '.')
  const wanted = options.ecosystems ?? everything
  const project = openProject(source, base, [], options.cache ?? projectCache(source))
  const foreign: ForeignWorkspace[] = []
  const workspace = await readWorkspace(project, wanted, (each) => foreign.push(each))
  const [foreignWorkspace] = workspace === undefined ? foreign : []
  const languages = await readLanguages(project, wanted, workspace)
  // Projects that it is installed from may lie beside it, without a workspace that says so.
  const local = workspace === undefined ? languages.python?.localRoot : undefined
  const context = workspace?.root ?? local ?? '.'
  const files = visibleEntries(project, '.')
  return {
    name: serviceName(languages, options.folderName ?? (base === '.' ? '' : baseName(base))),
    dir: workspace?.path ?? (local === undefined ? '.' : relativePath(joinPath(base, local), base)),
    context,
    ...(workspace === undefined ? {} : { workspace }),
    ...(foreignWorkspace === undefined ? {} : { foreignWorkspace }),
    files,
    contextFiles: context === '.' ? files : visibleEntries(project, context),
    ...languages,
    problems: project.problems,
  }
}
