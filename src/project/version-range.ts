/** Major, minor and patch. */
export type Version = readonly [number, number, number]

/** The versions from `from` up to but not including `to`. */
export interface Interval {
  readonly from: Version
  readonly to: Version
}

/** A set of versions: intervals, any of which may hold. An empty list holds nothing. */
export type VersionSet = readonly Interval[]

const zero: Version = [0, 0, 0]
/** Above every version. */
export const endless: Version = [Infinity, 0, 0]

/** Negative when `a` is older, zero when they are the same. */
export const compareVersions = (a: Version, b: Version): number =>
  a[0] === b[0] ? (a[1] === b[1] ? a[2] - b[2] : a[1] - b[1]) : a[0] - b[0]

const newer = (a: Version, b: Version): Version => (compareVersions(a, b) >= 0 ? a : b)
const older = (a: Version, b: Version): Version => (compareVersions(a, b) <= 0 ? a : b)

const intersect = (left: VersionSet, right: VersionSet): VersionSet =>
  left.flatMap((a) =>
    right.flatMap((b) => {
      const from = newer(a.from, b.from)
      const to = older(a.to, b.to)
      return compareVersions(from, to) < 0 ? [{ from, to }] : []
    }),
  )

/** Whether some version is in both. */
export const overlaps = (left: VersionSet, right: VersionSet): boolean => intersect(left, right).length > 0

/** A version of which the trailing parts may be missing or wildcards. */
interface PartialVersion {
  readonly parts: readonly number[]
  readonly wildcard: boolean
}

const partialPattern = /^v?=?\s*(\d+|[xX*])(?:\.(\d+|[xX*]))?(?:\.(\d+|[xX*]))?(?:[.-]?[a-zA-Z+-][\w.+-]*|\.[\d*]+)*$/

const partial = (text: string): PartialVersion | undefined => {
  const match = partialPattern.exec(text.trim())
  if (match === null) return undefined
  const parts: number[] = []
  for (const part of match.slice(1)) {
    if (part === undefined) break
    if (!/^\d+$/.test(part)) return { parts, wildcard: true }
    parts.push(Number(part))
  }
  return { parts, wildcard: false }
}

const floor = ({ parts: [major = 0, minor = 0, patch = 0] }: PartialVersion): Version => [major, minor, patch]

/** The first version that no longer begins with the given parts. */
const afterPrefix = (parts: readonly number[]): Version => {
  const [major, minor, patch] = parts
  if (major === undefined) return endless
  if (minor === undefined) return [major + 1, 0, 0]
  return patch === undefined ? [major, minor + 1, 0] : [major, minor, patch + 1]
}

const afterExact = (version: PartialVersion): Version => {
  const [major, minor, patch] = floor(version)
  return [major, minor, patch + 1]
}

/** npm's and poetry's `^`: the leftmost part that is not zero stays. */
const afterCaret = ({ parts }: PartialVersion): Version => {
  const [major, minor, patch] = parts
  if (major === undefined) return endless
  if (major > 0 || minor === undefined) return [major + 1, 0, 0]
  return minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1]
}

/** How a bare version, and a comparison with a shortened one, are read. */
export type RangeDialect = 'npm' | 'pep440'

type Operator = (version: PartialVersion, dialect: RangeDialect) => VersionSet

const prefix: Operator = (version) => [{ from: floor(version), to: afterPrefix(version.parts) }]

const operators: Readonly<Record<string, Operator>> = {
  '': (version, dialect) =>
    dialect === 'npm' || version.wildcard || version.parts.length < 3 ? prefix(version, dialect) : exact(version),
  '=': (version, dialect) => operators['']?.(version, dialect) ?? [],
  '==': (version, dialect) => (version.wildcard ? prefix(version, dialect) : exact(version)),
  '===': (version) => exact(version),
  '^': (version) => [{ from: floor(version), to: afterCaret(version) }],
  '~': (version) => [{ from: floor(version), to: afterPrefix(version.parts.slice(0, 2)) }],
  '~>': (version) => [{ from: floor(version), to: afterPrefix(version.parts.slice(0, 2)) }],
  // PEP 440's compatible release: the last part given may grow.
  '~=': (version) => [{ from: floor(version), to: afterPrefix(version.parts.slice(0, -1)) }],
  '>=': (version) => [{ from: floor(version), to: endless }],
  '>': (version, dialect) => [
    { from: dialect === 'npm' ? afterPrefix(version.parts) : afterExact(version), to: endless },
  ],
  '<': (version) => [{ from: zero, to: floor(version) }],
  '<=': (version, dialect) => [
    { from: zero, to: dialect === 'npm' ? afterPrefix(version.parts) : afterExact(version) },
  ],
  '!=': (version) => {
    const to = version.wildcard ? afterPrefix(version.parts) : afterExact(version)
    return [
      { from: zero, to: floor(version) },
      { from: to, to: endless },
    ]
  },
}

const exact = (version: PartialVersion): VersionSet => [{ from: floor(version), to: afterExact(version) }]

const comparator = /^(\^|~>|~=|~|===|==|=|>=|>|<=|<|!=|)\s*(\S+)$/

const everything: VersionSet = [{ from: zero, to: endless }]

const parseComparator = (text: string, dialect: RangeDialect): VersionSet | undefined => {
  const match = comparator.exec(text)
  const version = partial(match?.[2] ?? '')
  if (match === null || version === undefined) return undefined
  if (version.parts.length === 0) return everything
  return operators[match[1] ?? '']?.(version, dialect)
}

const parseAlternative = (text: string, dialect: RangeDialect): VersionSet | undefined => {
  const hyphen = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text)
  const terms =
    hyphen === null
      ? text
          .replace(/(\^|~>|~=|~|===|==|=|>=|>|<=|<|!=)\s+/g, '$1')
          .split(/[\s,]+/)
          .filter((term) => term !== '')
      : [`>=${hyphen[1]}`, `<=${hyphen[2]}`]
  let result = everything
  for (const term of terms) {
    const next = parseComparator(term, dialect)
    if (next === undefined) return undefined
    result = intersect(result, next)
  }
  return result
}

/**
 * Reads a range of npm (`>=20 <25`, `^22.1 || 24.x`, `18 - 20`) or of Python (`>=3.10,<4`, `~=3.11`, `==3.12.*`; also poetry's `^3.11`).
 *
 * @example
 * ```ts
 * parseRange('>=20 <25', 'npm') // [{ from: [20, 0, 0], to: [25, 0, 0] }]
 * ```
 * @returns `undefined` when the text is not a range.
 */
export const parseRange = (text: string, dialect: RangeDialect): VersionSet | undefined => {
  const alternatives = text.split(/\|\|?/).map((part) => parseAlternative(part, dialect))
  return alternatives.some((set) => set === undefined) ? undefined : alternatives.flatMap((set) => set ?? [])
}

/** The only version in a set, when it allows just one. */
export const onlyVersion = (set: VersionSet): Version | undefined => {
  const [only, ...others] = set
  return only !== undefined && others.length === 0 && compareVersions(only.to, afterPrefix(only.from)) === 0
    ? only.from
    : undefined
}

/** The parts of an exact or shortened version: `v22.11` gives `[22, 11]`; `undefined` for anything else. */
export const versionParts = (text: string): readonly number[] | undefined => {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(text.trim())
  return match === null ? undefined : match.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]))
}
