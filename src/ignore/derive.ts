import {
  type DenyList,
  documentation,
  editors,
  type IgnoreLanguage,
  imageFiles,
  languageLists,
  pipelines,
  secrets,
  versionControl,
} from './deny-lists.js'
import { remember } from '../model/remember.js'
import { createMatcher } from './matcher.js'
import { type IgnoreSection, renderIgnore } from './render.js'
import { type ContextSource, type SourcePattern, sourcePattern } from './source-pattern.js'

/** How {@link deriveIgnore} fills the part that stays out whatever is copied. */
export interface DeriveIgnoreOptions {
  /** Whose caches and build output stay out. */
  readonly languages?: readonly IgnoreLanguage[]
  /** Leaves documentation out too where the whole context is copied. */
  readonly documentation?: boolean
}

/** An ignore file that fits what a Dockerfile takes. */
export interface DerivedIgnore {
  /** `allow`: everything stays out but what is named. `deny`: the whole context is copied, and some things stay out. */
  readonly kind: 'allow' | 'deny'
  readonly sections: readonly IgnoreSection[]
  readonly text: string
}

/**
 * Writes the ignore file for what a Dockerfile takes from its context: the smallest allow-list, by stage, that makes
 * every source available, less secrets, version control and caches within copied directories. Where the whole context is
 * copied it is a deny-list. A source that is named outright, such as `.git` or `certs/server.pem`, is always sent.
 *
 * The result depends on the sources and not on what is on the disk. Throws `invalid-ignore-pattern` for a malformed
 * source pattern.
 *
 * @example
 * deriveIgnore([{ kind: 'copy', path: 'go.mod', stage: 'build' }]).text
 * // # Only what the Dockerfile copies is sent.
 * // *
 * //
 * // # build
 * // !go.mod
 */
export const deriveIgnore = (sources: readonly ContextSource[], options: DeriveIgnoreOptions = {}): DerivedIgnore => {
  const languages = [...new Set(options.languages ?? [])].sort().map((language) => languageLists[language])
  const named = sources.map(sourcePattern)
  const needed = withoutCovered(named)
  const isWhole = needed.some((each) => each.pattern === '**')

  if (!isWhole) {
    const directories = needed.filter(mayBeDirectory)
    const lists = directories.length > 0 ? distinct([...languages, versionControl, editors, secrets]) : []
    const below = lists.map(({ title, patterns }) => ({
      title,
      patterns: patterns.filter((denied) => directories.some((directory) => mayBeBelow(denied, directory))),
    }))
    const sections = [
      { title: 'Only what the Dockerfile copies is sent.', patterns: ['*'] },
      ...allowSections(needed),
      ...denySections(below, named),
    ]
    return { kind: 'allow', sections, text: renderIgnore(sections) }
  }

  const lists = distinct([
    ...languages,
    imageFiles,
    pipelines,
    ...(options.documentation === true ? [documentation] : []),
    versionControl,
    editors,
    secrets,
  ])
  const sections = [...excludedSection(needed), ...denySections(lists, named)]
  return { kind: 'deny', sections, text: renderIgnore(sections) }
}

/** No pattern twice. */
const distinct = (lists: readonly DenyList[]): readonly DenyList[] => {
  const seen = new Set<string>()
  return lists.map(({ title, patterns }) => {
    const fresh = patterns.filter((pattern) => !seen.has(pattern))
    for (const pattern of fresh) seen.add(pattern)
    return { title, patterns: fresh }
  })
}

/** A path and the directories above it. */
const withParents = remember((path): readonly string[] => {
  const names = path.split('/')
  return names.map((_, index) => names.slice(0, index + 1).join('/'))
})

/** Finds the sources that may send what another names; those with one name are known by it, since there can be thousands. */
const candidates = (patterns: readonly SourcePattern[]): ((narrow: SourcePattern) => readonly number[]) => {
  const byPath = new Map<string, number[]>()
  const others: number[] = []
  for (const [index, each] of patterns.entries()) {
    const isPlain = each.isLiteral && each.pattern !== '**' && (each.source.exclude ?? []).length === 0
    const known = isPlain ? byPath.get(each.head) : others
    if (known === undefined) byPath.set(each.head, [index])
    else known.push(index)
  }
  return ({ head }) => [...others, ...withParents(head).flatMap((path) => byPath.get(path) ?? [])]
}

/** Drops what another source sends anyway. Of equals the first stays. */
const withoutCovered = (patterns: readonly SourcePattern[]): readonly SourcePattern[] => {
  const candidatesFor = candidates(patterns)
  return patterns.filter(
    (pattern, index) =>
      !candidatesFor(pattern).some((at) => {
        const other = patterns[at]
        return other !== undefined && at !== index && covers(other, pattern) && (at < index || !covers(pattern, other))
      }),
  )
}

const covers = (wide: SourcePattern, narrow: SourcePattern): boolean => {
  if ((wide.source.exclude ?? []).length > 0) {
    return wide.pattern === narrow.pattern && wide.excludes.join('\n') === narrow.excludes.join('\n')
  }
  return (
    wide.pattern === '**' ||
    wide.pattern === narrow.pattern ||
    (narrow.head !== '' && matches([wide.pattern], narrow.head))
  )
}

const matches = (patterns: readonly string[], path: string): boolean => createMatcher(patterns).excludes(path)

/** One section for each stage in the order of their first mention. What has excludes comes first, so that the rest survives. */
const allowSections = (needed: readonly SourcePattern[]): readonly IgnoreSection[] => {
  const stages = [...new Set(needed.map((each) => each.source.stage))]
  const ordered = stages.flatMap((stage) => {
    const own = needed.filter((each) => each.source.stage === stage).sort((a, b) => compare(a.pattern, b.pattern))
    return [...own.filter(hasExcludes), ...own.filter((each) => !hasExcludes(each))]
  })
  const patterns = stages.map((): string[] => [])
  const emitted: string[] = []
  for (const [index, each] of ordered.entries()) {
    const isDropped =
      hasExcludes(each) &&
      isAffected(each.excludes, [...ordered.slice(0, index), ...ordered.slice(index + 1).filter(hasExcludes)])
    const excludes = isDropped ? [] : each.excludes
    patterns[stages.indexOf(each.source.stage)]?.push(...keepAfter(emitted, each), ...excludes)
    emitted.push(...excludes)
  }
  return stages.map((stage, index) => ({
    ...(stage === undefined ? {} : { title: stage }),
    patterns: patterns[index] ?? [],
  }))
}

/**
 * To know where exceptions can lie BuildKit takes `/**` and then `/*` off their ends: of `a/*` + `/**` it is left with `a`, and
 * never looks into a folder of `a`. `?*` names the same and is not taken off.
 */
const exception = (pattern: string): string => `!${pattern.replace(/\/\*\/\*\*$/, '/?*/**')}`

/**
 * The exceptions that bring a source back after excludes. BuildKit remembers an exception for what is below a directory
 * only when the directory itself was excluded; otherwise what is below needs an exception of its own.
 */
const keepAfter = (excludes: readonly string[], each: SourcePattern): readonly string[] => {
  const keep = exception(each.pattern)
  const isExcluded = each.isLiteral && matches(excludes, each.head)
  return isAffected(excludes, [each]) && !isExcluded ? [keep, exception(`${each.pattern}/**`)] : [keep]
}

const hasExcludes = (each: SourcePattern): boolean => each.excludes.length > 0

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** What `--exclude` leaves out of the whole context, and what others need of it all the same. */
const excludedSection = (needed: readonly SourcePattern[]): readonly IgnoreSection[] => {
  const [bearing, ...rivals] = needed.filter((each) => each.pattern === '**' || hasExcludes(each))
  if (bearing === undefined || rivals.length > 0 || bearing.excludes.length === 0) return []
  const affected = needed.filter((each) => each !== bearing && isAffected(bearing.excludes, [each]))
  const kept = affected
    .sort((a, b) => compare(a.pattern, b.pattern))
    .flatMap((each) => keepAfter(bearing.excludes, each))
  return [{ title: 'Not copied', patterns: [...bearing.excludes, ...kept] }]
}

/** Whether an exclude could take something away that one of these sources needs. */
const isAffected = (excludes: readonly string[], sources: readonly SourcePattern[]): boolean =>
  excludes.some((pattern) => sources.some((source) => mayMeet(pattern.replace(/^!/, ''), source.pattern)))

/** The lists, each followed by what is named outright although it denies it, be it covered by another source or not. */
const denySections = (lists: readonly DenyList[], sources: readonly SourcePattern[]): readonly IgnoreSection[] => {
  const isDeniedAtAll = deniedBy(lists.flatMap(({ patterns }) => patterns))
  const denied = sources.filter((source) => source.pattern !== '**' && examples(source).some(isDeniedAtAll))
  return lists
    .filter((list) => list.patterns.length > 0)
    .map(({ title, patterns }) => {
      const isDenied = deniedBy(patterns)
      const named = denied.filter((source) => examples(source).some(isDenied))
      return {
        title,
        patterns: [...patterns, ...[...new Set(named.map((each) => exception(each.pattern)))].sort(compare)],
      }
    })
}

/** Whether a list denies a path. There are few lists, and all Dockerfiles of a repository name much the same paths. */
const deniedBy = (patterns: readonly string[]): ((path: string) => boolean) => testOf(patterns.join('\n'))

const testOf = remember((list) => remember(createMatcher(list.split('\n')).excludes))

/** Paths that a source surely means: itself, or its pattern with the wildcards filled in two ways. */
const examples = ({ pattern, head, isLiteral }: SourcePattern): readonly string[] => {
  if (isLiteral) return [head]
  const fill = (text: string) =>
    pattern
      .replace(/\*\*\/?/g, '')
      .replace(/\*/g, text)
      .replace(/\[\^?\\?([^])[^\]]*\]/gu, '$1')
      .replace(/\?/g, 'x')
      .replace(/\\/g, '')
  return [...new Set([fill(''), fill('x')])].filter((path) => path !== '' && !path.endsWith('/'))
}

/** Files by their ending; anything else may be a directory with secrets and caches in it. */
const fileEnding =
  /\.(?:cfg|conf|css|gradle|html|ini|jar|json|kts?|lock|lockb|md|mod|properties|proto|py|rs|go|sh|sql|sum|toml|txt|xml|ya?ml|[cm]?[jt]sx?)$/

const mayBeDirectory = ({ pattern }: SourcePattern): boolean => mayNameDirectory(pattern)

const mayNameDirectory = remember((pattern) => pattern.includes('**') || !fileEnding.test(pattern))

/** Whether a denied path can lie within a directory that is sent, and not only be the directory itself. */
const mayBeBelow = (denied: string, { pattern }: SourcePattern): boolean =>
  mayMeet(denied, pattern) &&
  (denied.includes('**') || pattern.includes('**') || denied.split('/').length > pattern.split('/').length)

/** Whether two patterns can have a path or its parents in common; true when in doubt. */
const mayMeet = (left: string, right: string): boolean => {
  const others = right.split('/')
  for (const [index, name] of left.split('/').entries()) {
    const other = others[index]
    if (other === undefined || name.includes('**') || other.includes('**')) return true
    if (name !== other && !isWild(name) && !isWild(other)) return false
  }
  return true
}

const isWild = (name: string): boolean => /[*?[\]\\^|{}]/.test(name)
