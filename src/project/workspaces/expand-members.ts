import type { FileEntry } from '../common-facts.js'
import { rememberOf } from '../../model/remember.js'
import { joinPath, parentPath } from '../path.js'
import type { Project } from '../project.js'
import { byCodeUnit } from '../value.js'
import { matchesPath, parseMemberPattern, type MemberPattern } from './member-pattern.js'

/**
 * What `!` means: nothing (Cargo, uv), an exception wherever it stands (pnpm, yarn), one from patterns with `*` but not from
 * folders that are named (bun), or one that a later pattern can take back (npm).
 */
export type Negation = 'none' | 'anywhere' | 'from-globs' | 'in-order'

/** Which folders of a root are members. */
export interface MemberQuery {
  readonly patterns: readonly string[]
  /** Patterns of folders that are none. */
  readonly exclude?: readonly string[]
  /** What a member has: `package.json`. */
  readonly manifest: string
  readonly negation: Negation
  /** Whether `*` matches names that begin with a dot, as in Rust's globs. */
  readonly hidden?: boolean
}

/** The folders that patterns name, whether they have a manifest or not. Relative to the root and sorted. */
export interface NamedFolders {
  readonly folders: readonly string[]
  /** The folders of each pattern, as written, that does not lead out of the root. */
  readonly byPattern: ReadonlyMap<string, ReadonlySet<string>>
  /** Patterns that lead out of the root. */
  readonly outside: readonly string[]
  /** Those of the folders that are symbolic links. */
  readonly links: readonly string[]
}

/** What patterns name. Folders are relative to the root and sorted. */
export interface MemberExpansion {
  readonly folders: readonly string[]
  /** Patterns, as written, that no folder with a manifest matches. */
  readonly unmatched: readonly string[]
  /** Patterns that lead out of the root. */
  readonly outside: readonly string[]
  /** Those of the folders that are symbolic links. */
  readonly links: readonly string[]
}

/** Dependencies and the data of tools are never members. */
const neverSearched = new Set(['node_modules', 'bower_components', '.git', '.yarn', '.hg', '.svn', '.jj'])

/** The folders of a list that are searched: of thousands of packages they are the same for all parts of a run. */
const searched = rememberOf((entries: readonly FileEntry[]) =>
  entries.filter(({ name, kind }) => kind === 'dir' && !neverSearched.has(name)),
)

type PatternQuery = Omit<MemberQuery, 'manifest'>

/** The folders that were listed for an answer, with what was in them. */
interface Lately {
  readonly key: string
  readonly listed: readonly (readonly [folder: string, entries: readonly FileEntry[]])[]
  readonly named: NamedFolders
}

/**
 * The large workspaces that were looked at last. Each part of the services asks anew, and where the lists are the very same, as they are
 * where one run has them from its memory, so is the answer.
 */
let lately: readonly Lately[] = []
const mostLately = 4
const many = 500

interface Signed {
  readonly text: string
  readonly patterns: readonly MemberPattern[]
}

const namesOf = (path: string): readonly string[] => (path === '.' ? [] : path.split('/'))

/** bun: an exception does not concern a folder that is named. */
const isAbove = ({ segments }: MemberPattern, negation: Negation): boolean =>
  negation === 'from-globs' && segments.every(({ kind }) => kind === 'name')

const split = ({
  patterns,
  exclude = [],
  negation,
  hidden,
}: PatternQuery): {
  readonly positive: readonly Signed[]
  readonly negative: readonly MemberPattern[]
} => {
  const positive: Signed[] = []
  let negative: Signed[] = []
  for (const text of patterns) {
    const bangs = negation === 'none' ? 0 : (/^!*/.exec(text)?.[0].length ?? 0)
    const signed = { text, patterns: parseMemberPattern(text.slice(bangs), hidden) }
    if (bangs % 2 === 1) negative.push(signed)
    else {
      positive.push(signed)
      if (negation !== 'in-order') continue
      // npm compares the texts: `packages/b/a` takes back a part of `!packages/b/**`.
      const names = namesOf(joinPath(text.slice(bangs)))
      negative = negative.filter((each) => !each.patterns.some((pattern) => matchesPath(pattern, names)))
    }
  }
  const excluded = exclude.flatMap((text) => parseMemberPattern(text, true))
  return { positive, negative: [...negative.flatMap((each) => each.patterns), ...excluded] }
}

/** Which folders, as names from the root, one of the patterns names and none takes away. */
export const memberMatcher = (query: PatternQuery): ((path: string) => boolean) => {
  const { positive, negative } = split(query)
  return (path) => {
    const names = namesOf(path)
    const isExcluded = negative.some((pattern) => matchesPath(pattern, names))
    return positive.some(({ patterns }) =>
      patterns.some((pattern) => (!isExcluded || isAbove(pattern, query.negation)) && matchesPath(pattern, names)),
    )
  }
}

/**
 * The folders that member patterns name. `**` follows no links and enters no folder that begins with a dot; `node_modules` is
 * never searched. Each folder on the way is listed once, and none that is named is looked into.
 *
 * @example
 * ```ts
 * namedFolders(project, { patterns: ['apps/*', '!apps/old'], negation: 'anywhere' }).folders // ['apps/api', 'apps/docs', 'apps/web']
 * ```
 */
export const namedFolders = (project: Project, query: PatternQuery): NamedFolders => {
  const key = JSON.stringify(query)
  const isAsListed = ([folder, entries]: readonly [string, readonly FileEntry[]]): boolean =>
    project.glance.list(folder) === entries
  for (const each of lately) if (each.key === key && each.listed.every(isAsListed)) return each.named
  const listed: [folder: string, entries: readonly FileEntry[]][] = []
  const list = (folder: string): readonly FileEntry[] => {
    const entries = project.glance.list(folder)
    listed.push([folder, entries])
    return entries
  }
  const named = nameFolders(query, list)
  if (named.folders.length > many) lately = [{ key, listed, named }, ...lately.slice(0, mostLately - 1)]
  return named
}

/** Names folders by lists of what is in them. */
const nameFolders = (query: PatternQuery, list: (folder: string) => readonly FileEntry[]): NamedFolders => {
  const { positive, negative } = split(query)
  const listings = new Map<string, readonly FileEntry[]>()
  const foldersIn = (folder: string): readonly FileEntry[] => {
    const known = listings.get(folder)
    if (known !== undefined) return known
    const found = searched(list(folder))
    listings.set(folder, found)
    return found
  }
  const isExcluded = (folder: string): boolean => {
    if (negative.length === 0) return false
    const names = namesOf(folder)
    return negative.some((pattern) => matchesPath(pattern, names))
  }

  /** Folders that a pattern names outright. */
  const outright = new Set<string>()
  const search = (pattern: MemberPattern, found: Set<string>): void => {
    const { segments } = pattern
    const seen = new Set<string>()
    const isNamed = isAbove(pattern, query.negation)
    const walk = (folder: string, index: number): void => {
      const segment = segments[index]
      if (segment === undefined) {
        if (isNamed || !isExcluded(folder)) found.add(folder)
        return
      }
      const below = (name: string): string => (folder === '.' ? name : `${folder}/${name}`)
      if (segment.kind === 'name') {
        if (neverSearched.has(segment.name)) return
        outright.add(below(segment.name))
        walk(below(segment.name), index + 1)
        return
      }
      if (segment.kind === 'glob') {
        for (const { name } of foldersIn(folder)) if (segment.matches(name)) walk(below(name), index + 1)
        return
      }
      // Two `**` reach a folder on many ways.
      const key = `${index}:${folder}`
      if (seen.has(key)) return
      seen.add(key)
      walk(folder, index + 1)
      for (const { name, link } of foldersIn(folder)) {
        if (link !== true && !name.startsWith('.')) walk(below(name), index)
      }
    }
    walk('.', 0)
  }

  const folders = new Set<string>()
  const byPattern = new Map<string, Set<string>>()
  const outside: string[] = []
  for (const { text, patterns } of positive) {
    const found = byPattern.get(text) ?? new Set<string>()
    for (const pattern of patterns) if (!pattern.outside) search(pattern, found)
    if (patterns.some((pattern) => pattern.outside)) outside.push(text)
    else byPattern.set(text, found)
    for (const folder of found) folders.add(folder)
  }
  // What lies beside a name that no `*` found was not listed yet.
  for (const folder of outright) if (folders.has(folder)) foldersIn(parentPath(folder))
  const links: string[] = []
  for (const [folder, entries] of listings) {
    for (const { name, link } of entries)
      if (link === true && folders.has(joinPath(folder, name))) links.push(joinPath(folder, name))
  }
  return { folders: [...folders].sort(byCodeUnit), byPattern, outside, links: links.sort(byCodeUnit) }
}

/** The patterns, as written, that no folder with a manifest matches; each is looked at up to the first that has one. */
export const unmatchedPatterns = (project: Project, { byPattern }: NamedFolders, manifest: string): readonly string[] =>
  [...byPattern].flatMap(([text, folders]) => {
    // Mostly the first of thousands is one.
    for (const folder of folders) if (project.glance.isFile(joinPath(folder, manifest))) return []
    return [text]
  })

/** Of the folders that patterns name, those that have a manifest. */
export const withManifests = (project: Project, named: NamedFolders, manifest: string): MemberExpansion => {
  const { byPattern, outside } = named
  const folders = named.folders.filter((folder) => project.glance.isFile(joinPath(folder, manifest)))
  const members = new Set(folders)
  const isMember = (folder: string): boolean => members.has(folder)
  return {
    folders,
    unmatched: [...byPattern].flatMap(([text, found]) => ([...found].some(isMember) ? [] : [text])),
    outside,
    links: named.links.filter(isMember),
  }
}

/**
 * Expands member patterns into the folders that have a manifest.
 *
 * @example
 * ```ts
 * expandMembers(project, { patterns: ['apps/*', '!apps/old'], manifest: 'package.json', negation: 'anywhere' }).folders
 * // ['apps/api', 'apps/web']
 * ```
 */
export const expandMembers = (project: Project, query: MemberQuery): MemberExpansion =>
  withManifests(project, namedFolders(project, query), query.manifest)
