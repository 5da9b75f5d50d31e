import type { FactPlace, VersionFact } from './common-facts.js'
import { compact } from './value.js'
import {
  compareVersions,
  endless,
  onlyVersion,
  parseRange,
  versionParts,
  type RangeDialect,
  type Version,
} from './version-range.js'

/** The release lines of a language that images exist for, the one to prefer first. A line is `[22]` or `[3, 13]`. */
export type ReleaseLines = readonly (readonly number[])[]

const lineStart = ([major = 0, minor = 0]: readonly number[]): Version => [major, minor, 0]
const lineEnd = (line: readonly number[]): Version => {
  const [major = 0, minor] = line
  return minor === undefined ? [major + 1, 0, 0] : [major, minor + 1, 0]
}

/** What every version fact needs beside its version. */
export interface VersionOrigin<Source extends string> {
  readonly source: Source | 'default'
  readonly declared?: string | undefined
  readonly place?: FactPlace | undefined
}

/** A fact from numbers: `[22, 11]` gives the version `22.11`. */
export const factFromParts = <Source extends string>(
  parts: readonly number[],
  origin: VersionOrigin<Source>,
  known = true,
): VersionFact<Source> => {
  const [major = 0, minor, patch] = parts
  const { source, declared, place } = origin
  return { version: parts.join('.'), major, source, known, ...compact({ minor, patch, declared, place }) }
}

/**
 * A fact from a range, or `undefined` when the text is no range.
 *
 * A release line counts when its newest patch is allowed, since that is what an image tag such as `3.12` means: `<=3.12` excludes it.
 */
export const factFromRange = <Source extends string>(
  range: string,
  dialect: RangeDialect,
  lines: ReleaseLines,
  origin: VersionOrigin<Source>,
): VersionFact<Source> | undefined => {
  const set = parseRange(range, dialect)
  if (set === undefined) return undefined
  const only = onlyVersion(set)
  if (only !== undefined) return factFromParts(only, origin)
  const open = lines.find((line) =>
    set.some(({ from, to }) => compareVersions(from, lineEnd(line)) < 0 && compareVersions(to, lineEnd(line)) >= 0),
  )
  if (open !== undefined) return factFromParts(open, origin)
  // No line is allowed up to its newest patch: take the newest version below the end, as precise as the end is.
  const last = [...set].sort((a, b) => compareVersions(a.to, b.to)).at(-1)
  if (last === undefined) return factFromParts(lines[0] ?? [0], origin, false)
  if (compareVersions(last.to, endless) === 0)
    return factFromParts(last.from.slice(0, lines[0]?.length ?? 1), origin, false)
  const inLine = lines.some(
    (line) => compareVersions(last.to, lineStart(line)) > 0 && compareVersions(last.to, lineEnd(line)) < 0,
  )
  return factFromParts(below(last.to), origin, inLine)
}

/** The newest version before an end: below `22.4.0` it is `22.3`, below `3.12.5` it is `3.12.4`. */
const below = ([major, minor, patch]: Version): readonly number[] => {
  if (patch > 0) return [major, minor, patch - 1]
  return minor > 0 ? [major, minor - 1] : [major - 1]
}

/** A fact from an exact or shortened version, or `undefined` when the text is neither. */
export const factFromExact = <Source extends string>(
  text: string,
  lines: ReleaseLines,
  origin: VersionOrigin<Source>,
): VersionFact<Source> | undefined => {
  const parts = versionParts(text)
  if (parts === undefined) return undefined
  const depth = lines[0]?.length ?? 1
  const newest = lines.reduce<Version>(
    (found, line) => (compareVersions(lineStart(line), found) > 0 ? lineStart(line) : found),
    [0, 0, 0],
  )
  // `3` alone is a line of lines: take the preferred one below it.
  const line = lines.find((candidate) =>
    parts.every((part, index) => candidate[index] === undefined || candidate[index] === part),
  )
  if (parts.length < depth && line !== undefined) return factFromParts(line, origin)
  const [major = 0, minor = 0] = parts
  return factFromParts(parts, origin, line !== undefined || compareVersions([major, minor, 0], newest) > 0)
}
