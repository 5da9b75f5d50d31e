import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { candidatesFor } from '../generate/choose-preset.js'
import { sourceIn } from '../generate/find-sources.js'
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
  /** Why none does, though it seems to have programs: there are several. */
  readonly programs?: readonly string[]
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

/** Folders that hold no services of a repository: what is installed, built or made for tests. */
const passedOver =
  /^(?:\..*|node_modules|vendor|target|dist|build|out|coverage|__pycache__|venv|tests?|e2e|fixtures|testdata|fuzz|examples?|templates?)$/

/** How deep services lie: `apps/team/api`. */
const deepest = 3

const foldersWithManifest = (root: string, dir: string, depth: number): readonly string[] => {
  let entries
  try {
    entries = readdirSync(join(root, dir), { withFileTypes: true })
  } catch {
    return []
  }
  const isOne = dir !== '' && entries.some((entry) => entry.isFile() && manifests.has(entry.name))
  const below =
    depth === deepest
      ? []
      : entries
          .filter((entry) => entry.isDirectory() && !passedOver.test(entry.name))
          .flatMap(({ name }) => foldersWithManifest(root, dir === '' ? name : `${dir}/${name}`, depth + 1))
  return isOne ? [dir, ...below] : below
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
 * Looks below a folder for what an image can be made of: members of its workspace, and other folders with a manifest. Sorted by
 * folder.
 */
export const findServiceFolders = async (root: string, facts: Facts): Promise<readonly FoundFolder[]> => {
  const reader = createFactsReader(repositoryRootOf(root, root))
  const dirs = [...new Set([...memberFolders(facts), ...foldersWithManifest(root, '', 0)])].sort()
  const found: FoundFolder[] = []
  for (const dir of dirs) {
    if (sourceIn(join(root, dir)) !== undefined) {
      found.push({ dir, hasSource: true })
      continue
    }
    const own = await reader.read(join(root, dir))
    const [definition] = candidatesFor(own)
    if (isLibrary(own)) {
      found.push({ dir })
      continue
    }
    const tried = definition === undefined ? undefined : attempt(definition, {}, own)
    if (definition !== undefined && tried?.kind === 'fits') {
      found.push({ dir, definition })
      continue
    }
    const programs = definition?.variants?.(own).map(({ name }) => name) ?? []
    if (programs.length > 1) found.push({ dir, programs })
    else if (tried?.kind !== 'refuses' || noProgram.has(tried.error.code) || !hasProgram(own)) found.push({ dir })
    else found.push({ dir, refusal: [tried.error.message, tried.error.hint].filter(Boolean).join(' ') })
  }
  return found
}

/** Whether an image can be made of a folder. */
export const isService = ({ definition, hasSource }: FoundFolder): boolean =>
  definition !== undefined || hasSource === true
