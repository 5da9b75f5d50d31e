import { denySections, ofDirectories, ofWhole, ofWholeLessDocumentation, partBelow } from './denials.js'
import type { IgnoreLanguage } from './deny-lists.js'
import type { LineReading } from './line-reading.js'
import { createMatcher } from './matcher.js'
import { mayMeet, namesIn } from './may-meet.js'
import { type IgnoreSection, renderIgnore } from './render.js'
import { exceptionOf, type SourceForm } from './source-form.js'
import type { ContextSource } from './source-pattern.js'
import { type SourcePattern, sourcePattern } from './source-terms.js'

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
 * The result depends on the sources and not on what is on the disk. Reading the text throws `invalid-ignore-pattern` for a
 * malformed source pattern.
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
  const languages = [...new Set(options.languages ?? [])].sort().join(' ')
  const named = distinctPatterns(sources)
  const needed = withoutCovered(named)
  const isWhole = needed.some(({ form }) => form.pattern === '**')
  if (isWhole) {
    const denials = (options.documentation === true ? ofWholeLessDocumentation : ofWhole)(languages)
    return new Derived('deny', [...excludedSection(needed), ...denySections(denials.lists, denials, named)])
  }
  const directories: SourceForm[] = []
  for (const { form } of needed) if (form.mayBeDirectory) directories.push(form)
  const denials = ofDirectories(languages)
  const lists = directories.length === 0 ? [] : denials.lists.map((list) => partBelow(list, directories))
  return new Derived('allow', [nothingElse, ...allowSections(needed), ...denySections(lists, denials, named)])
}

const nothingElse: IgnoreSection = { title: 'Only what the Dockerfile copies is sent.', patterns: ['*'] }

/** A class, since V8 keeps what getters of a literal refer to for long. */
class Derived implements DerivedIgnore {
  readonly kind: DerivedIgnore['kind']
  readonly sections: readonly IgnoreSection[]

  constructor(kind: DerivedIgnore['kind'], sections: readonly IgnoreSection[]) {
    this.kind = kind
    this.sections = sections
  }

  get text(): string {
    return renderIgnore(this.sections)
  }
}

/** What sources name; of those that mean the same the first, since stages copy much the same. */
const distinctPatterns = (sources: readonly ContextSource[]): readonly SourcePattern[] => {
  // Most are plain, and known by their text.
  const plain = new Set<string>()
  const others = new Set<SourceForm>()
  const patterns: SourcePattern[] = []
  for (const source of sources) {
    const each = sourcePattern(source)
    const { form } = each
    if (!bearsExcludes(each)) {
      if (form.isPlain ? plain.has(form.pattern) : others.has(form)) continue
      if (form.isPlain) plain.add(form.pattern)
      else others.add(form)
    }
    patterns.push(each)
  }
  return patterns
}

/** Drops what another source sends anyway. Of equals the first stays. */
const withoutCovered = (patterns: readonly SourcePattern[]): readonly SourcePattern[] => {
  const isPlain = (each: SourcePattern): boolean => each.form.isPlain && !bearsExcludes(each)
  // There can be thousands of plain paths, so these are known by name.
  const plain = new Map<string, number>()
  // How many names they have: what is above a path is looked for only where something can be.
  const depths: boolean[] = []
  // By the folder in which all lies that they name, since there can be thousands of these, too.
  const others = new Map<string, number[]>()
  for (const [index, each] of patterns.entries()) {
    if (isPlain(each)) {
      plain.set(each.form.head, index)
      depths[each.form.ways.length - 1] = true
      continue
    }
    const { folder } = each.form
    const known = others.get(folder)
    if (known === undefined) others.set(folder, [index])
    else known.push(index)
  }
  const isCoveredBy = (each: SourcePattern, index: number, at: number): boolean => {
    const other = patterns[at]
    return other !== undefined && at !== index && covers(other, each) && (at < index || !covers(each, other))
  }
  return patterns.filter((each, index) => {
    const { ways } = each.form
    const isPath = isPlain(each)
    // Of two plain paths, one above covers one below.
    const end = isPath ? ways.length - 1 : ways.length
    for (let way = 0; way < end; way++) {
      if (depths[way] !== true) continue
      const at = plain.get(ways[way] ?? '')
      if (at !== undefined && (isPath || isCoveredBy(each, index, at))) return false
    }
    if (others.size === 0) return true
    const isOther = (at: number): boolean => isCoveredBy(each, index, at)
    if (others.get('')?.some(isOther) === true) return false
    return !ways.some((way) => way !== '' && others.get(way)?.some(isOther) === true)
  })
}

const bearsExcludes = ({ source: { exclude } }: SourcePattern): boolean => exclude !== undefined && exclude.length > 0

const covers = (wide: SourcePattern, narrow: SourcePattern): boolean => {
  const { pattern } = wide.form
  if (bearsExcludes(wide)) {
    return pattern === narrow.form.pattern && wide.excludes.join('\n') === narrow.excludes.join('\n')
  }
  const { head } = narrow.form
  return pattern === '**' || pattern === narrow.form.pattern || (head !== '' && matches([pattern], head))
}

const matches = (patterns: readonly string[], path: string): boolean => createMatcher(patterns).excludes(path)

/** One section for each stage in the order of their first mention. What has excludes comes first, so that the rest survives. */
const allowSections = (needed: readonly SourcePattern[]): readonly IgnoreSection[] => {
  if (!needed.some(hasExcludes)) return plainSections(needed)
  const stages = [...new Set(needed.map((each) => each.source.stage))]
  const ordered = stages.flatMap((stage) => {
    const own = needed.filter((each) => each.source.stage === stage).sort(byPattern)
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

/** The same where nothing is taken away. */
const plainSections = (needed: readonly SourcePattern[]): readonly IgnoreSection[] => {
  const stages = new Map<string | undefined, SourcePattern[]>()
  for (const each of needed) {
    const own = stages.get(each.source.stage)
    if (own === undefined) stages.set(each.source.stage, [each])
    else own.push(each)
  }
  return [...stages].map(([stage, own]) => exceptionSection(stage, own))
}

const byException = (left: SourceForm, right: SourceForm): number => (left.exception < right.exception ? -1 : 1)

/** The lines in the order of their patterns, which is that of plain ones themselves. */
const exceptionSection = (stage: string | undefined, patterns: SourcePattern[]): IgnoreSection => {
  const titled = stage === undefined ? {} : { title: stage }
  const readings: LineReading[] = []
  const forms = patterns.map(({ form }) => form).sort(byException)
  for (const { reading } of forms) if (reading !== undefined) readings.push(reading)
  return readings.length === forms.length
    ? { ...titled, patterns: forms.map(({ exception }) => exception), readings }
    : { ...titled, patterns: patterns.sort(byPattern).map(({ form }) => form.exception) }
}

/**
 * The exceptions that bring a source back after excludes. BuildKit remembers an exception for what is below a directory
 * only when the directory itself was excluded; otherwise what is below needs an exception of its own.
 */
const keepAfter = (excludes: readonly string[], each: SourcePattern): readonly string[] => {
  const { pattern, head, isLiteral, exception } = each.form
  if (!isAffected(excludes, [each])) return [exception]
  const isExcluded = isLiteral && matches(excludes, head)
  return isExcluded ? [exception] : [exception, exceptionOf(`${pattern}/**`)]
}

const hasExcludes = (each: SourcePattern): boolean => each.excludes.length > 0

const byPattern = ({ form: left }: SourcePattern, { form: right }: SourcePattern): number =>
  left.pattern < right.pattern ? -1 : left.pattern > right.pattern ? 1 : 0

/** What `--exclude` leaves out of the whole context, and what others need of it all the same. */
const excludedSection = (needed: readonly SourcePattern[]): readonly IgnoreSection[] => {
  const [bearing, ...rivals] = needed.filter((each) => each.form.pattern === '**' || hasExcludes(each))
  if (bearing === undefined || rivals.length > 0 || bearing.excludes.length === 0) return []
  const affected = needed.filter((each) => each !== bearing && isAffected(bearing.excludes, [each]))
  const kept = affected.sort(byPattern).flatMap((each) => keepAfter(bearing.excludes, each))
  return [{ title: 'Not copied', patterns: [...bearing.excludes, ...kept] }]
}

/** Whether an exclude could take something away that one of these sources needs. */
const isAffected = (excludes: readonly string[], sources: readonly SourcePattern[]): boolean =>
  excludes.some((pattern) => {
    const names = namesIn(pattern.replace(/^!/, ''))
    return sources.some(({ form }) => mayMeet(names, form.names))
  })
