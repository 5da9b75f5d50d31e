import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { look } from '../disk/journal.js'
import { GenDockerfileError } from '../model/error.js'
import type { Ecosystem } from './common-facts.js'
import { diskSource } from './disk-source.js'
import type { Facts } from './facts.js'
import { factsFrom } from './facts-from.js'
import { joinPath } from './path.js'
import { openProject } from './project.js'
import { projectCache, type ProjectCache } from './project-cache.js'
import type { RecentListings } from './recent-listings.js'
import { findWorkspace, type WorkspacePlace } from './workspace.js'

/** Reads services of one repository; what they share, such as the graph of their workspace, is read once. */
export interface FactsReader {
  /** The repository, absolute. */
  readonly root: string
  /**
   * The facts of the service in a folder.
   *
   * @throws GenDockerfileError `project-not-found` when the folder is not there, `project-outside-root` when it is not below the root.
   */
  read(dir: string, ecosystems?: readonly Ecosystem[]): Promise<Facts>
  /** The workspace that a folder belongs to, without reading its members. */
  workspace(dir: string, ecosystems?: readonly Ecosystem[]): Promise<WorkspacePlace | undefined>
}

/**
 * A folder with its symbolic links followed.
 *
 * @throws GenDockerfileError `project-not-found`
 */
export const folderToRead = (dir: string): string => {
  const folder = resolve(dir)
  if (look.isFolder(folder)) return look.realPath(folder)
  throw new GenDockerfileError({
    code: 'project-not-found',
    message: `There is no folder \`${dir}\` to read the project's facts from.`,
    hint: 'Name the folder that holds the manifest of the service (package.json, pyproject.toml, go.mod, Cargo.toml).',
  })
}

/** The path from a root to a folder in it, with `/`. */
const pathIn = (root: string, folder: string): string | undefined => {
  if (folder === root) return '.'
  const path = relative(root, folder)
  const isInside = path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path)
  return isInside ? path.split(sep).join('/') : undefined
}

/**
 * Folders below a root that lie beside others which were asked for before: where they really are is known from the folder above,
 * where that was listed, else with one question for each of thousands.
 */
const siblingFolders = (root: string, { folders }: ProjectCache) => {
  /** Where the folders above really are, by what they are called. */
  const bases = new Map<string, string>()
  return {
    /** The path from the root of a folder that is no link; `undefined` where that has to be found out. */
    find: (folder: string): string | undefined => {
      const base = bases.get(dirname(folder))
      if (base === undefined) return undefined
      const name = basename(folder)
      const entry = folders.get(base)?.byName.get(name)
      const isOwn = entry === undefined ? look.isOwnFolder(folder) : entry.kind === 'dir' && entry.link !== true
      return isOwn ? joinPath(base, name) : undefined
    },
    add: (parent: string): void => {
      const base = pathIn(root, look.realPath(parent))
      if (base !== undefined) bases.set(parent, base)
    },
  }
}

const everything: readonly Ecosystem[] = ['node', 'python', 'go', 'rust']

/**
 * Opens a repository for reading the facts of many services: `root` is the highest folder to look at for a workspace, `listings` gets
 * the folders that are listed.
 *
 * @example
 * ```ts
 * const reader = createFactsReader('/home/me/shop')
 * for (const dir of ['/home/me/shop/apps/api', '/home/me/shop/apps/web']) await reader.read(dir, ['node'])
 * ```
 * @throws GenDockerfileError `project-not-found` when the folder is not there.
 */
export const createFactsReader = (root: string, listings?: RecentListings): FactsReader => {
  const top = folderToRead(root)
  const source = diskSource(top, listings)
  const cache = projectCache(source)
  const siblings = siblingFolders(top, cache)
  const baseOf = (dir: string): string => {
    const folder = resolve(dir)
    const known = siblings.find(folder)
    if (known !== undefined) return known
    const path = pathIn(top, folderToRead(dir))
    if (path === undefined) {
      throw new GenDockerfileError({
        code: 'project-outside-root',
        message: `The folder \`${dir}\` is not inside \`${root}\`, so its files cannot be part of that build context.`,
        hint: 'Choose a `root` that holds the folder.',
      })
    }
    siblings.add(dirname(folder))
    return path
  }
  return {
    root: top,
    read: async (dir, ecosystems = everything) => {
      const base = baseOf(dir)
      const name = (base === '.' ? top : base).split(/[/\\]/).at(-1) ?? ''
      return factsFrom(source, { dir: base, folderName: name, ecosystems, cache })
    },
    workspace: async (dir, ecosystems = everything) =>
      findWorkspace(openProject(source, baseOf(dir), [], cache), ecosystems),
  }
}
