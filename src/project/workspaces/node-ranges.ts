import { leaves, joinPath } from '../path.js'
import { compareVersions, parseRange, type Version } from '../version-range.js'

/** A member as far as ranges ask for it. */
export interface NamedPackage {
  readonly name: string
  readonly version?: string
  readonly dir: string
  /** Its manifest cannot be parsed: nobody knows which version it is. */
  readonly broken?: true
}

/** How a manager decides whether a dependency is a member. */
export interface ResolveRules {
  /** A plain range (`^1.0.0`) is a member of that name whose version is in it. */
  readonly plain: boolean
  /** Two packages may have one name, as long as nothing asks for it. */
  readonly repeats: boolean
  /** A member without a version satisfies `*`. */
  readonly anyWithoutVersion: boolean
  /** Folders after `workspace:` are relative to the root (yarn), else to the dependent. */
  readonly workspacePathFromRoot: boolean
  /** Ranges that `catalog:` and `catalog:name` stand for. */
  readonly catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What every dependency of a name is replaced by; its folders are relative to the root. */
  readonly overrides: ReadonlyMap<string, string>
}

/** What a dependency leads to. `missing` names a member that is not there. */
export type Resolution =
  | { readonly kind: 'member'; readonly dir: string }
  | { readonly kind: 'external' }
  | { readonly kind: 'missing' }

/** The members of a workspace, to look up. */
export interface PackageIndex {
  /** Members of a name, in the order of their folders. */
  named(name: string): readonly NamedPackage[]
  /** The member whose folder a path is, or lies in. */
  containing(path: string): NamedPackage | undefined
}

const external: Resolution = { kind: 'external' }

const parsedRanges = new Map<string, ReturnType<typeof parseRange>>()

const rangeOf = (text: string): ReturnType<typeof parseRange> => {
  if (parsedRanges.has(text)) return parsedRanges.get(text)
  const range = parseRange(text, 'npm')
  if (parsedRanges.size > 10_000) parsedRanges.clear()
  parsedRanges.set(text, range)
  return range
}

/**
 * Whether a version is in a range. A prerelease is read leniently: copying a package too many does no harm, one too few breaks the
 * install.
 */
const satisfies = (version: string, range: string): boolean => {
  const [, major, minor, patch, rest] = /^[v=\s]*(\d+)\.(\d+)\.(\d+)(-)?/.exec(version) ?? []
  const set = rangeOf(range)
  if (set === undefined || major === undefined) return false
  const parts: Version = [Number(major), Number(minor), Number(patch)]
  if (rest !== undefined && range.includes('-')) return true
  return set.some(({ from, to }) => compareVersions(from, parts) <= 0 && compareVersions(parts, to) < 0)
}

const isAny = (range: string): boolean => /^(?:\*|x|latest)?$/i.test(range)

/** The package and the range of an alias: `npm:@scope/name@^1.0.0`. */
const aliasOf = (text: string): { readonly name: string; readonly range: string } | undefined => {
  const [, name, range] = /^((?:@[^/@]+\/)?[^/@.^~*<>=\s][^/@]*)@(.*)$/.exec(text) ?? []
  return name === undefined || range === undefined ? undefined : { name, range }
}

const ofFolder = (path: string, packages: PackageIndex): Resolution => {
  const found = leaves(path) ? undefined : packages.containing(path)
  return found === undefined ? external : { kind: 'member', dir: found.dir }
}

const ofPlain = (name: string, range: string, packages: PackageIndex, rules: ResolveRules): Resolution => {
  if (!rules.plain) return external
  const found = packages
    .named(name)
    .find(
      ({ version, broken }) =>
        broken === true ||
        (version === undefined
          ? rules.anyWithoutVersion && isAny(range)
          : satisfies(version, range === '' ? '*' : range)),
    )
  return found === undefined ? external : { kind: 'member', dir: found.dir }
}

/** A range after `workspace:`: a folder, an alias, or anything that the member's version is left to satisfy. */
const ofWorkspace = (
  name: string,
  text: string,
  dir: string,
  packages: PackageIndex,
  rules: ResolveRules,
): Resolution => {
  const isRange = text === '' || /^[\^~*]$/.test(text) || rangeOf(text) !== undefined
  const byName = (wanted: string): Resolution => {
    const [found] = packages.named(wanted)
    return found === undefined ? { kind: 'missing' } : { kind: 'member', dir: found.dir }
  }
  if (isRange) return byName(name)
  const isPath = text.startsWith('.') || (rules.workspacePathFromRoot && !text.startsWith('@'))
  if (isPath) {
    const path = rules.workspacePathFromRoot ? joinPath(text) : joinPath(dir, text)
    const found = leaves(path) ? undefined : packages.containing(path)
    return found?.dir === path ? { kind: 'member', dir: path } : { kind: 'missing' }
  }
  const alias = aliasOf(text)
  return byName(alias?.name ?? name)
}

/** Finds the member that a dependency of a package leads to, as its manager would. */
export const resolveDependency = (
  name: string,
  range: string,
  dir: string,
  packages: PackageIndex,
  rules: ResolveRules,
): Resolution => {
  const override = rules.overrides.get(name)
  if (override !== undefined && override !== range) {
    return resolveDependency(name, override, '.', packages, { ...rules, overrides: new Map() })
  }
  const colon = range.indexOf(':')
  const rest = range.slice(colon + 1)
  switch (colon === -1 ? undefined : range.slice(0, colon)) {
    case 'workspace':
      return ofWorkspace(name, rest, dir, packages, rules)
    case 'link':
    case 'portal':
    case 'file':
      return rest.startsWith('/') ? external : ofFolder(joinPath(dir, rest), packages)
    case 'catalog': {
      const wanted = rules.catalogs[rest.trim() === '' ? 'default' : rest.trim()]?.[name]
      return wanted === undefined || wanted.startsWith('catalog:')
        ? external
        : resolveDependency(name, wanted, dir, packages, rules)
    }
    case 'npm': {
      const alias = aliasOf(rest)
      return ofPlain(alias?.name ?? name, alias?.range ?? rest, packages, rules)
    }
    default:
      if (/^\.{1,2}\//.test(range)) return ofFolder(joinPath(dir, range), packages)
      return ofPlain(name, range.trim(), packages, rules)
  }
}
