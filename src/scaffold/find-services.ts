import { type Dirent, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { candidatesFor } from '../generate/choose-preset.js'
import { sourceIn } from '../generate/find-sources.js'
import { foldersOf } from '../generate/folder-glob.js'
import { repositoryRootOf } from '../generate/paths.js'
import type { AnyPresetDefinition } from '../presets/define-preset.js'
import { createFactsReader } from '../project/facts-reader.js'
import type { Facts, WorkspaceMember } from '../project/facts.js'
import { attempt } from './attempt.js'

/** A folder of a repository that has a manifest. */
export interface FoundFolder {
  /** Relative to where the search began, with `/`. */
  readonly dir: string
  /** The preset that makes an image of it; absent where none does. */
  readonly definition?: AnyPresetDefinition
  /** It has a `dockerfile.ts`, which says what is made. */
  readonly hasSource?: true
  /** Why none should, though it has a program: it is a command for those who work on the repository, `cargo xtask`. */
  readonly command?: string
  /** Why none does, though it seems to have programs: there are several. */
  readonly programs?: readonly string[]
  /** The options that choose the first of them. */
  readonly choice?: Readonly<Record<string, unknown>>
  /** Why none does, though it has a program. */
  readonly refusal?: string
}

const manifests: ReadonlySet<string> = new Set([
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'go.mod',
  'Cargo.toml',
])

/** Folders that hold no services of a repository: what is installed, built or made for tests, and programs with windows. */
const passedOver =
  /^(?:\..*|node_modules|vendor|target|dist|build|out|coverage|__pycache__|venv|tests?|e2e|fixtures|testdata|fuzz|examples?|templates?|src-tauri)$/

/** How deep services lie: `apps/team/api`. */
const deepest = 3

const entriesOf = (folder: string): readonly Dirent[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

const hasManifest = (entries: readonly Dirent[]): boolean =>
  entries.some((entry) => entry.isFile() && manifests.has(entry.name))

const foldersWithManifest = (root: string, dir: string, depth: number): readonly string[] => {
  const entries = entriesOf(join(root, dir))
  const below =
    depth === deepest
      ? []
      : entries
          .filter((entry) => entry.isDirectory() && !passedOver.test(entry.name))
          .flatMap(({ name }) => foldersWithManifest(root, dir === '' ? name : `${dir}/${name}`, depth + 1))
  return dir !== '' && hasManifest(entries) ? [dir, ...below] : below
}

const memberFolders = ({ workspace }: Facts): readonly string[] =>
  workspace?.path === '.' ? workspace.members.map(({ dir }) => dir).filter((dir) => dir !== '.') : []

/** What says that a package runs by itself, not only that it has a file which could. */
const startsItself = ({ node, python }: Facts): boolean =>
  node?.entry?.source === 'start-script' ||
  (node?.framework !== undefined && node.framework.kind !== 'static') ||
  // Below a root without anything to start, the port is that of a service in some folder of it.
  (node?.port !== undefined && (node.entry ?? node.devFile) !== undefined) ||
  python?.app !== undefined ||
  (python !== undefined && python.entries.length > 0)

const needed = new WeakMap<readonly WorkspaceMember[], ReadonlySet<string>>()

/** Refusals of folders that hold no program. */
const noProgram: ReadonlySet<string> = new Set(['no-entry-point', 'workspace-root'])

const hasProgram = (facts: Facts): boolean =>
  startsItself(facts) || facts.go?.mains.length === 1 || facts.rust?.bins.length === 1

/** Whether a folder has a manifest and nothing to start: one for tools, or of a library, perhaps with services below it. */
export const startsNothing = (facts: Facts): boolean => {
  const [definition] = candidatesFor(facts)
  if (definition === undefined || hasProgram(facts) || definition.variants?.(facts).length) return false
  return attempt(definition, {}, facts).kind === 'refuses'
}

/** All that could be started is what others import. */
const isForImporters = ({ node }: Facts): boolean =>
  node?.manifest.importable === true && (node.entry?.source === 'main' || node.entry?.source === 'convention')

/** A member that another needs, be it for its tests or as its settings, or that says how to import it. Programs in Go and Rust say what they are; a package in Node or Python can be started in any case. */
const isLibrary = (facts: Facts): boolean => {
  if (isForImporters(facts)) return true
  if (startsItself(facts)) return false
  const { workspace } = facts
  if (workspace === undefined || !['node', 'python'].includes(workspace.ecosystem)) return false
  const { members, path } = workspace
  const folders =
    needed.get(members) ?? new Set(members.flatMap((member) => [...member.dependencies, ...member.devDependencies]))
  needed.set(members, folders)
  return folders.has(path)
}

/**
 * Whether the root of a workspace is a program among its members, or beside those of another language. A root of Node only starts what
 * they do, and that of another language seldom is more than a list; where it is, it is mostly what the repository is about.
 */
const isProgramItself = (facts: Facts): boolean => {
  const { workspace, go, python, rust } = facts
  if (workspace?.path !== '.') return false
  const [ecosystem] = candidatesFor(facts)[0]?.ecosystems ?? []
  if (ecosystem === 'rust') return rust?.bins.some((bin) => bin.package === rust.package?.name) === true
  if (ecosystem === 'go') return go?.mains.some(({ auxiliary }) => auxiliary !== true) === true
  return ecosystem === 'python' && python !== undefined && (python.app !== undefined || python.entries.length > 0)
}

/**
 * Looks in a folder for what an image can be made of: members of its workspace, other folders with a manifest, and the folder itself
 * where it is a program beside some of them. Sorted by folder.
 */
export const findServiceFolders = async (root: string, facts: Facts): Promise<readonly FoundFolder[]> => {
  const below = await foldersBelow(root, facts)
  if (!isProgramItself(facts) || !below.some(isService)) return below
  return [judge('.', facts), ...below]
}

const foldersBelow = async (root: string, facts: Facts): Promise<readonly FoundFolder[]> => {
  const reader = createFactsReader(repositoryRootOf(root, root))
  const dirs = [...new Set([...memberFolders(facts), ...foldersWithManifest(root, '', 0)])].sort()
  const found: FoundFolder[] = []
  for (const dir of dirs) {
    if (sourceIn(join(root, dir)) !== undefined) {
      found.push({ dir, hasSource: true })
      continue
    }
    found.push(judge(dir, await reader.read(join(root, dir))))
  }
  return found
}

/** The command of Cargo that the package of a folder is, where the folder is not all that there is. */
const ownCommand = ({ rust, workspace }: Facts): string | undefined => {
  if (workspace === undefined || workspace.path === '.') return undefined
  const own = new Set([rust?.package?.name, ...(rust?.bins.map(({ name }) => name) ?? [])])
  const name = rust?.cargoConfig?.commands.find((each) => own.has(each))
  return name === undefined ? undefined : `cargo ${name}`
}

/** Whether an image can be made of a folder, and why not. */
const judge = (dir: string, facts: Facts): FoundFolder => {
  const command = ownCommand(facts)
  if (command !== undefined) return { dir, command }
  const [definition] = candidatesFor(facts)
  if (definition === undefined || isLibrary(facts)) return { dir }
  const tried = attempt(definition, {}, facts)
  if (tried.kind === 'fits') return { dir, definition }
  const variants = definition.variants?.(facts) ?? []
  const [first, second] = variants
  if (first !== undefined && second !== undefined)
    return { dir, programs: variants.map(({ name }) => name), choice: first.options }
  if (noProgram.has(tried.error.code) || !hasProgram(facts)) return { dir }
  return { dir, refusal: [tried.error.message, tried.error.hint].filter(Boolean).join(' ') }
}

const parentOf = (dir: string): string => dir.slice(0, dir.lastIndexOf('/') + 1)

/**
 * Folders that were not looked at, and that a glob of those beside them would take for services: templates of which the
 * workspace has some, what a pattern of it takes away.
 */
export const passedOverBeside = (root: string, found: readonly FoundFolder[]): readonly FoundFolder[] => {
  const known = new Set(found.map(({ dir }) => dir))
  const parents = new Set(found.map(({ dir }) => parentOf(dir)).filter((parent) => parent !== ''))
  return [...parents]
    .flatMap((parent) => foldersOf(root, `${parent}*`))
    .filter((dir) => !known.has(dir) && hasManifest(entriesOf(join(root, dir))))
    .map((dir) => ({ dir }))
}

/** Whether an image can be made of a folder. */
export const isService = ({ definition, hasSource }: FoundFolder): boolean =>
  definition !== undefined || hasSource === true
