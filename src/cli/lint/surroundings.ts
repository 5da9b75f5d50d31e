import { readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Analysis } from '../../analysis/analyse.js'
import { contextSources } from '../../analysis/context-sources.js'
import { cleanPosix } from '../../analysis/posix-path.js'
import { diskTree } from '../../generate/disk-tree.js'
import { isInside, pathFrom, repositoryRootOf } from '../../generate/paths.js'
import { takesAnything } from '../../ignore/index.js'
import type { Surroundings } from '../../linter/lint-document.js'
import { type FileTree, findInTree } from '../../model/file-tree.js'

/** Which folder is the build context: a given one, none, or the one that fits what a file copies. */
export type ContextChoice = { readonly folder: string } | 'none' | 'fitting'

/** Finds what is around Dockerfiles, for the rules about the build context. */
export interface SurroundingsFinder {
  /** For a Dockerfile, by its absolute path. */
  readonly of: (dockerfile: string) => (analysis: Analysis) => Surroundings
  /** The text of an ignore file, by its absolute path. */
  readonly ignoreText: (file: string) => string | undefined
  /** Has an ignore file read again that was changed. */
  readonly forget: (file: string) => void
}

/** Names for which a build without further words takes the folder that they stand in. */
const isPlainName = (dockerfile: string): boolean => /^(?:Dockerfile|Containerfile)$/.test(basename(dockerfile))

const sourcesOf = (analysis: Analysis) =>
  contextSources(analysis).flatMap(({ expected, kind, parents }) => {
    const path = expected === undefined ? '' : cleanPosix(`/${expected}`).slice(1)
    return path === '' ? [] : [{ kind, path, ...(parents === true ? { parents } : {}) }]
  })

/** The folder and those above it, up to the repository's or the working directory. */
const upwards = (folder: string, root: string): readonly string[] => {
  const parent = dirname(folder)
  return folder === root || parent === folder ? [folder] : [folder, ...upwards(parent, root)]
}

/**
 * Makes a finder of surroundings that reads each folder of the disk once, and only those that something asks about.
 *
 * Where no context is given it is the folder of the Dockerfile or one above it: the nearest of those that hold the most of what
 * the file copies. Where none holds anything of it, a `Dockerfile` in the top folder has that as its context, and of any other
 * file the context is not known.
 */
export const createSurroundings = (cwd: string, choice: ContextChoice): SurroundingsFinder => {
  const trees = new Map<string, FileTree>()
  const roots = new Map<string, string>()
  const texts = new Map<string, string | undefined>()

  const remembered = <Value>(known: Map<string, Value>, key: string, make: () => Value): Value => {
    if (!known.has(key)) known.set(key, make())
    return known.get(key) ?? make()
  }
  const rootOf = (folder: string): string => remembered(roots, folder, () => repositoryRootOf(folder, cwd))
  const treeOf = (folder: string): FileTree => {
    const root = rootOf(folder)
    const whole = remembered(trees, root, () => diskTree(root))
    const found = isInside(root, folder) ? findInTree(whole, relative(root, folder).replaceAll('\\', '/')) : undefined
    return found?.kind === 'directory' ? found : remembered(trees, folder, () => diskTree(folder))
  }
  const textOf = (file: string): string | undefined => {
    if (!texts.has(file))
      texts.set(file, statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, 'utf8') : undefined)
    return texts.get(file)
  }

  const fitting = (dockerfile: string, analysis: Analysis): string | undefined => {
    const own = dirname(dockerfile)
    const candidates = upwards(own, rootOf(own))
    const [first = own] = candidates
    const sources = sourcesOf(analysis)
    // One that copies nothing, or all of the context, says nothing about where that is.
    if (sources.length === 0) return first
    let best: string | undefined
    let most = 0
    for (const folder of candidates) {
      const tree = treeOf(folder)
      const count = sources.filter((source) => takesAnything(tree, source)).length
      if (count <= most) continue
      most = count
      best = folder
      if (count === sources.length) break
    }
    return best ?? (candidates.length === 1 && isPlainName(dockerfile) ? first : undefined)
  }

  const of: SurroundingsFinder['of'] = (dockerfile) => (analysis) => {
    if (choice === 'none') return {}
    const context = choice === 'fitting' ? fitting(dockerfile, analysis) : choice.folder
    if (context === undefined) return {}
    const tree = treeOf(context)
    const beside = `${dockerfile}.dockerignore`
    const shared = join(context, '.dockerignore')
    const [inForce, shadowed] = [beside, shared].flatMap((file) => {
      const text = textOf(file)
      return text === undefined ? [] : [{ file: pathFrom(cwd, file), text }]
    })
    return {
      tree,
      ...(inForce === undefined ? {} : { ignore: inForce.text, ignoreFile: inForce.file }),
      ...(shadowed === undefined ? {} : { shadowedIgnore: shadowed }),
    }
  }
  return { of, ignoreText: textOf, forget: (file) => void texts.delete(file) }
}
