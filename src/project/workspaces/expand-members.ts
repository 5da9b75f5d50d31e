import type { FileEntry } from '../common-facts.js'
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
}: Omit<MemberQuery, 'manifest'>): {
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
export const memberMatcher = (query: Omit<MemberQuery, 'manifest'>): ((path: string) => boolean) => {
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
 * Expands member patterns into the folders that have a manifest. `**` follows no links and enters no folder that begins with
 * a dot; `node_modules` is never searched.
 *
 * @example
 * ```ts
 * expandMembers(project, { patterns: ['apps/*', '!apps/old'], manifest: 'package.json', negation: 'anywhere' }).folders
 * // ['apps/api', 'apps/web']
 * ```
 */
export const expandMembers = (project: Project, query: MemberQuery): MemberExpansion => {
  const { positive, negative } = split(query)
  const listings = new Map<string, readonly FileEntry[]>()
  const foldersIn = (folder: string): readonly FileEntry[] => {
    const known = listings.get(folder)
    if (known !== undefined) return known
    const found = project.glance.list(folder).filter(({ name, kind }) => kind === 'dir' && !neverSearched.has(name))
    listings.set(folder, found)
    return found
  }
  const manifests = new Map<string, boolean>()
  const isExcluded = (folder: string): boolean => {
    const names = namesOf(folder)
    return negative.some((pattern) => matchesPath(pattern, names))
  }
  const isMember = (folder: string): boolean => {
    const known = manifests.get(folder)
    if (known !== undefined) return known
    const found = project.glance.isFile(joinPath(folder, query.manifest))
    manifests.set(folder, found)
    return found
  }

  const search = (pattern: MemberPattern, found: Set<string>): void => {
    const { segments } = pattern
    const seen = new Set<string>()
    const isNamed = isAbove(pattern, query.negation)
    const walk = (folder: string, index: number): void => {
      const segment = segments[index]
      if (segment === undefined) {
        if ((isNamed || !isExcluded(folder)) && isMember(folder)) found.add(folder)
        return
      }
      const below = (name: string): string => (folder === '.' ? name : `${folder}/${name}`)
      if (segment.kind === 'name') {
        if (!neverSearched.has(segment.name)) walk(below(segment.name), index + 1)
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
  const unmatched: string[] = []
  const outside: string[] = []
  for (const { text, patterns } of positive) {
    const found = new Set<string>()
    for (const pattern of patterns) if (!pattern.outside) search(pattern, found)
    if (patterns.some((pattern) => pattern.outside)) outside.push(text)
    else if (found.size === 0) unmatched.push(text)
    for (const folder of found) folders.add(folder)
  }
  // A name that no `*` found was not listed yet.
  for (const folder of folders) if (folder !== '.') foldersIn(parentPath(folder))
  const sorted = [...folders].sort(byCodeUnit)
  const linked = new Set(
    [...listings].flatMap(([folder, entries]) =>
      entries.flatMap(({ name, link }) => (link === true ? [joinPath(folder, name)] : [])),
    ),
  )
  return { folders: sorted, unmatched, outside, links: sorted.filter((folder) => linked.has(folder)) }
}
