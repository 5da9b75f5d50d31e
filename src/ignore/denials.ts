import { remember, rememberOf } from '../model/remember.js'
import { deniedBy } from './denied-by.js'
import {
  type DenyList,
  documentation,
  editors,
  imageFiles,
  languageLists,
  pipelines,
  secrets,
  versionControl,
} from './deny-lists.js'
import { isWild, mayMeet, namesIn } from './may-meet.js'
import type { IgnoreSection } from './render.js'
import type { SourceForm } from './source-form.js'
import type { SourcePattern } from './source-terms.js'

/** No pattern twice. */
const distinct = (lists: readonly DenyList[]): readonly DenyList[] => {
  const seen = new Set<string>()
  return lists.map(({ title, patterns }) => {
    const fresh = patterns.filter((pattern) => !seen.has(pattern))
    for (const pattern of fresh) seen.add(pattern)
    return denyList(title, fresh)
  })
}

/** A list whose text is made once. */
const denyList = (title: string, patterns: readonly string[]): DenyList =>
  Object.freeze({ title, patterns: Object.freeze(patterns) })

/** What stays out whatever is copied; Dockerfiles of the same languages share it. */
export interface Denials {
  readonly lists: readonly DenyList[]
  /** Whether one of the lists denies what a source surely means. */
  readonly isDenied: (pattern: SourcePattern) => boolean
}

/** A function of the names of languages, with a blank between them. */
const denialsOf = (
  listsAround: (languages: readonly DenyList[]) => readonly DenyList[],
): ((names: string) => Denials) =>
  remember((names) => {
    const wanted = names.split(' ')
    const languages = Object.entries(languageLists)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([name, list]) => (wanted.includes(name) ? [list] : []))
    const lists = distinct(listsAround(languages))
    const isDenied = deniedBy(lists.flatMap(({ patterns }) => patterns))
    return {
      lists,
      isDenied: ({ known, form }) =>
        form.isPlain && form.pattern === known.plain ? known.is(isDenied) : form.examples.some(isDenied),
    }
  })

/** Beside directories that are sent. */
export const ofDirectories = denialsOf((languages) => [...languages, versionControl, editors, secrets])
/** Where the whole context is sent. */
export const ofWhole = denialsOf((languages) => [...languages, imageFiles, pipelines, versionControl, editors, secrets])
/** The same, with documentation. */
export const ofWholeLessDocumentation = denialsOf((languages) => [
  ...languages,
  imageFiles,
  pipelines,
  documentation,
  versionControl,
  editors,
  secrets,
])

interface PlacedDenial {
  readonly pattern: string
  readonly names: readonly string[]
  /** The first name, where nothing else can match it. */
  readonly first: string | undefined
}

/** A list by the patterns that lie in one place, and not at every depth. */
interface PlacedDenials {
  readonly places: readonly PlacedDenial[]
  /** The parts of the list that were asked for, by those of the places that they have. */
  readonly parts: Map<string, DenyList>
}

const isEverywhere = (pattern: string): boolean => pattern.startsWith('**')

const placesOf = rememberOf(({ patterns }: DenyList): PlacedDenials => {
  const placed = patterns.filter((pattern) => !isEverywhere(pattern))
  const places = placed.map((pattern): PlacedDenial => {
    const names = namesIn(pattern)
    const [first] = names
    return { pattern, names, first: first === undefined || isWild(first) ? undefined : first }
  })
  return { places, parts: new Map() }
})

/** The part of a list that can be about what lies within directories that are sent. */
export const partBelow = (list: DenyList, directories: readonly SourceForm[]): DenyList => {
  const { places, parts } = placesOf(list)
  const kept = places.filter((place) => directories.some((directory) => mayBeBelow(place, directory)))
  if (kept.length === places.length) return list
  const key = kept.map(({ pattern }) => pattern).join('\n')
  const known = parts.get(key)
  if (known !== undefined) return known
  const names = new Set(kept.map(({ pattern }) => pattern))
  const { title, patterns } = list
  const part = denyList(
    title,
    patterns.filter((pattern) => isEverywhere(pattern) || names.has(pattern)),
  )
  parts.set(key, part)
  return part
}

/** Whether a denied path can lie within a directory that is sent, and not only be the directory itself. */
const mayBeBelow = (denial: PlacedDenial, { pattern, names, isPlain }: SourceForm): boolean => {
  const { pattern: denied, names: left, first } = denial
  // Most have nothing to do with each other.
  if (isPlain && first !== undefined && first !== names[0]) return false
  return (left.length > names.length || denied.includes('**') || pattern.includes('**')) && mayMeet(left, names)
}

/** The lists, each followed by what is named outright although it denies it, be it covered by another source or not. */
export const denySections = (
  lists: readonly DenyList[],
  { isDenied }: Denials,
  sources: readonly SourcePattern[],
): readonly IgnoreSection[] => {
  const present = lists.filter(({ patterns }) => patterns.length > 0)
  const denied: SourceForm[] = []
  for (const each of sources) if (each.form.pattern !== '**' && isDenied(each)) denied.push(each.form)
  if (denied.length === 0) return present
  return present.map(({ title, patterns }) => {
    const isDeniedHere = deniedBy(patterns)
    const named = denied.filter(({ examples }) => examples.some(isDeniedHere))
    return { title, patterns: [...patterns, ...[...new Set(named.map(({ exception }) => exception))].sort()] }
  })
}
