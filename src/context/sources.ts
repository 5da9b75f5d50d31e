import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import { analyse } from '../analysis/analyse.js'
import { contextSources, type PlacedSource } from '../analysis/context-sources.js'
import { cleanPosix } from '../analysis/posix-path.js'
import { type ContextSource, copyParts, takenBy } from '../ignore/index.js'
import { GenDockerfileError } from '../model/error.js'
import { fileTree, findInTree, type TreeItem } from '../model/file-tree.js'
import { parseDockerfile } from '../parser/parse-dockerfile.js'
import { codeOf, reasonFor } from './reason.js'
import { systemPath } from './read-directory.js'
import type { WalkedFile } from './walk.js'

/** What a COPY, ADD or bind mount takes of what is sent. */
export interface TakenSource {
  readonly kind: ContextSource['kind']
  /** As the instruction names it, variables expanded. */
  readonly path: string
  readonly stage?: string
  readonly line?: number
  readonly files: number
  readonly bytes: number
}

/** Something that a Dockerfile names of the context. */
export type NamedSource = ContextSource & { readonly line?: number }

const withLine = ({ step, expected, path, ...source }: PlacedSource): NamedSource => {
  const line = step.place.span?.start.line
  return { ...source, path: expected ?? path, ...(line === undefined ? {} : { line }) }
}

/**
 * What a Dockerfile names of its context, in its order. `shown` is the file for people.
 *
 * Throws `dockerfile-unreadable` where the file cannot be read or parsed.
 */
export const readSources = (file: string, shown: string): readonly NamedSource[] => {
  const refuse = (why: string): GenDockerfileError =>
    new GenDockerfileError({
      code: 'dockerfile-unreadable',
      message: `\`${shown}\` cannot be read, so that nobody can tell what it copies: ${why}`,
    })
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw refuse(reasonFor(codeOf(error)))
  }
  const parsed = parseDockerfile(text)
  if ('error' in parsed) throw refuse(`line ${parsed.error.line}: ${parsed.error.message}`)
  return contextSources(analyse(parsed.document)).map(withLine)
}

/** The names of sources as paths of the context, each once, sorted; globs stay globs. */
export const neededPaths = (sources: readonly NamedSource[]): readonly string[] =>
  [...new Set(sources.map(({ path }) => cleanPosix(`/${path}`).slice(1) || '.'))].sort()

const isWhole = (source: NamedSource): boolean =>
  cleanPosix(`/${source.path}`) === '/' && source.exclude === undefined && source.parents !== true

/** Whether a link lies on the way to a path: what is taken then lies elsewhere. */
const goesThroughLink = (root: string, path: string): boolean => {
  const names = path.split('/').filter((name) => name !== '')
  return names.some((_, index) => {
    const stats = lstatSync(systemPath([root, ...names.slice(0, index + 1)].join('/')), { throwIfNoEntry: false })
    return stats?.isSymbolicLink() === true
  })
}

/** The text of a link; nothing for one that vanished. */
const targetOf = (path: string): string => {
  try {
    return readlinkSync(systemPath(path))
  } catch {
    return ''
  }
}

/** Collects of what is sent as much as tells what the sources take. */
export interface SourceCollector {
  readonly directory: (path: string) => void
  readonly file: (file: WalkedFile) => void
  readonly result: (totals: { readonly files: number; readonly bytes: number }) => readonly TakenSource[]
}

/** Finds out what sources take while the context at `root` is walked. Only what lies where one of them looks is held. */
export const collectSources = (root: string, sources: readonly NamedSource[]): SourceCollector => {
  const named = sources.filter((source) => !isWhole(source))
  const heads = named.map((source) => copyParts(source).head)
  const wanted = heads.some((head) => goesThroughLink(root, head)) ? [''] : heads
  const isWanted = (path: string): boolean =>
    wanted.some((head) => head === '' || path === head || path.startsWith(`${head}/`) || head.startsWith(`${path}/`))
  const items: TreeItem[] = []
  return {
    directory: (path) => {
      if (isWanted(path)) items.push({ path: `${path}/` })
    },
    file: ({ path, kind, size }) => {
      if (!isWanted(path)) return
      items.push(kind === 'symlink' ? { path, size, target: targetOf(`${root}/${path}`) } : { path, size })
    },
    result: (totals) => {
      const tree = fileTree(items)
      const sizes = new Map(items.filter(({ size }) => size !== undefined).map(({ path, size = 0 }) => [path, size]))
      return sources.map((source) => {
        const { kind, path, stage, line } = source
        const about = { kind, path, ...(stage === undefined ? {} : { stage }), ...(line === undefined ? {} : { line }) }
        if (isWhole(source)) return { ...about, ...totals }
        const taken = takenBy(tree, source).filter((each) => findInTree(tree, each)?.kind !== 'directory')
        return { ...about, files: taken.length, bytes: taken.reduce((sum, each) => sum + (sizes.get(each) ?? 0), 0) }
      })
    },
  }
}
