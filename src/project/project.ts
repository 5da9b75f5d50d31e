import type { Ecosystem, FileEntry, Problem } from './common-facts.js'
import type { FileRead } from '../disk/read-file.js'
import type { Survey } from '../disk/survey.js'
import type { FileSource } from './file-source.js'
import { cleanText, documentLimit, textReader } from './file-text.js'
import { parseJson, parseJsonc, type ParseOutcome } from './json-text.js'
import { joinPath, leaves } from './path.js'
import {
  knownFolder,
  listing,
  missing,
  noteRecent,
  projectCache,
  type KnownFolder,
  type ProjectCache,
} from './project-cache.js'

/** What the readers of an ecosystem work with: files of one service, each read once, and a list for what is wrong with them. */
export interface Project {
  /** From the source's root to the service. */
  readonly base: string
  /** The path from the source's root of one that is relative to the service. */
  at(path: string): string
  /** Whether a file or folder of that name is there; paths are relative to the service. */
  has(path: string, kind?: FileEntry['kind']): boolean
  /** What a path is; `undefined` where nothing is there. */
  kind(path: string): FileEntry['kind'] | undefined
  /** The entries of a folder, sorted by name. */
  list(path: string): readonly FileEntry[]
  /** A file's text with LF and without a byte order mark, or `undefined` when it is not there or cannot be read. */
  text(path: string, limit?: number): string | undefined
  json(path: string, ecosystem: Ecosystem): unknown
  /** JSON with comments; a broken file is no problem to report, since only its hints are wanted. */
  jsonc(path: string): unknown
  toml(path: string, ecosystem: Ecosystem): Promise<unknown>
  yaml(path: string, ecosystem: Ecosystem): Promise<unknown>
  /** Adds a problem; the same one at the same place is told once. */
  report(problem: Problem): void
  readonly problems: readonly Problem[]
  /** For looking at thousands of folders once: nothing is remembered, and what cannot be read is not there. */
  readonly glance: Glance
  /** What the services of the repository share. */
  readonly cache: ProjectCache
  /** What was read of the service itself. */
  readonly own: ProjectCache
}

/** A look at files that leaves nothing behind. Paths are relative to the service. */
export interface Glance {
  list(path: string): readonly FileEntry[]
  isFile(path: string): boolean
  /** The beginning of a file of at most `limit` bytes; without one, all of it or nothing. */
  text(path: string, limit?: number): string | undefined
  /** A file as JSON, which a project that is soon opened there need not parse again. */
  json(path: string): ParseOutcome | undefined
  /** Asks many files inside the same, in their order. */
  survey<Found>(question: Survey<Found>, paths: readonly string[]): readonly Found[]
}

type LaterParser = (text: string) => Promise<ParseOutcome>

const parseToml: LaterParser = async (text) => (await import('./toml-text.js')).parseToml(text)

const parseYaml: LaterParser = async (text) => (await import('./yaml-text.js')).parseYaml(text)

/**
 * Opens a service of a source. `base` is the folder of the service, `.` for the source's root; services that are opened with one cache
 * share what lies above them, projects of one folder that are opened with the `own` of another all of it.
 */
export const openProject = (
  source: FileSource,
  base: string,
  problems: Problem[] = [],
  cache: ProjectCache = projectCache(source),
  own: ProjectCache = projectCache(source),
): Project => {
  const inside = base === '.' ? '' : `${base}/`

  /** What lies outside of the service is the business of others, too. */
  const cacheOf = (full: string): ProjectCache => (full.startsWith(inside) || full === base ? own : cache)

  /** The folders above, which every reader asks about, by the ways to them. */
  const above = new Map<string, string>()

  const at = (path: string): string => {
    if (!path.startsWith('..')) return joinPath(base, path)
    const known = above.get(path)
    if (known !== undefined) return known
    const full = joinPath(base, path)
    above.set(path, full)
    return full
  }

  const report = (problem: Problem): void => {
    // Two readers of a broken file say it with paths from where they stand.
    const isKnown = ({ kind, file, line, message }: Problem): boolean =>
      file === problem.file &&
      line === problem.line &&
      (message === problem.message || (kind === 'unparsable' && problem.kind === kind))
    if (!problems.some(isKnown)) problems.push(problem)
  }

  const unreadable = (path: string, reason: string): void => {
    report({
      kind: 'unreadable',
      file: path,
      message: `\`${path}\` cannot be read: ${reason}.`,
      hint: 'Make it readable, or say with an option of the preset what it would have said.',
    })
  }

  /** Of the service's folders that are not there the folder above tells, which costs less than to ask for each. */
  const isAbsent = (full: string): boolean => {
    if (full === base || leaves(full)) return full !== base
    return full.startsWith(inside) && entry(full.slice(inside.length))?.kind !== 'dir'
  }

  const look = (path: string): KnownFolder => {
    const full = at(path)
    const shared = cacheOf(full)
    const known = shared.folders.get(full)
    if (known !== undefined) return known
    if (!isAbsent(full)) return listing(shared, full)
    shared.folders.set(full, missing)
    return missing
  }

  /** The service's own folder, which nearly all questions are about. */
  let here: KnownFolder | undefined

  const folder = (path: string): KnownFolder => {
    const known = path === '.' ? (here ??= look('.')) : look(path)
    if (known.unreadable !== undefined) unreadable(path, known.unreadable)
    return known
  }

  const entry = (path: string): FileEntry | undefined => {
    const clean = path.includes('/') ? joinPath(path) : path
    if (clean === '.' || clean === '') return { name: '.', kind: 'dir' }
    const slash = clean.lastIndexOf('/')
    return slash === -1
      ? folder('.').byName.get(clean)
      : folder(clean.slice(0, slash)).byName.get(clean.slice(slash + 1))
  }

  const readText = (full: string, limit: number): FileRead => {
    const { texts } = cacheOf(full)
    const key = `${full}:${limit}`
    const known = texts.get(key)
    if (known !== undefined) return known
    const read = source.read(full, limit)
    const result = read.kind === 'text' ? { ...read, text: cleanText(read.text) } : read
    texts.set(key, result)
    return result
  }

  const project: Project = {
    base,
    at,
    problems,
    cache,
    own,
    report,
    has: (path, kind) => {
      const found = entry(path)
      return found !== undefined && (kind === undefined || found.kind === kind)
    },
    kind: (path) => entry(path)?.kind,
    list: (path) => folder(path).entries,
    text(path, limit = documentLimit) {
      if (entry(path)?.kind !== 'file') return undefined
      const read = readText(at(path), limit)
      if (read.kind === 'unreadable') unreadable(path, read.reason)
      if (read.kind !== 'text') return undefined
      if (read.truncated && limit === documentLimit) {
        report({
          kind: 'limit',
          file: path,
          message: `\`${path}\` is larger than 32 MiB and was not read.`,
          hint: 'Say with an option of the preset what it would have said.',
        })
        return undefined
      }
      return read.text
    },
    json: (path, ecosystem) => {
      const key = at(path)
      const { documents } = cacheOf(key)
      const known = documents.get(key) ?? (documents === cache.documents ? undefined : cache.recent.get(key))
      if (known !== undefined && 'kind' in known) return settle(path, ecosystem, known)
      const text = project.text(path)
      if (text === undefined) return undefined
      const outcome = parseJson(text)
      documents.set(key, outcome)
      if (documents !== cache.documents) noteRecent(cache, key, outcome)
      return settle(path, ecosystem, outcome)
    },
    jsonc(path) {
      const text = project.text(path)
      const outcome = text === undefined ? undefined : parseJsonc(text)
      return outcome?.kind === 'value' ? outcome.value : undefined
    },
    toml: (path, ecosystem) => documentLater(path, ecosystem, parseToml),
    yaml: (path, ecosystem) => documentLater(path, ecosystem, parseYaml),
    glance: {
      list: (path) => {
        const full = joinPath(base, path)
        if (leaves(full)) return []
        return (cache.folders.get(full) ?? knownFolder(source.list(full))).entries
      },
      isFile: (path) => {
        const full = joinPath(base, path)
        return !leaves(full) && (source.isFile?.(full) ?? source.read(full, 0).kind === 'text')
      },
      text: (path, limit) => {
        const full = joinPath(base, path)
        return leaves(full) ? undefined : textReader((most) => source.read(full, most))(limit)
      },
      json: (path) => {
        const full = joinPath(base, path)
        const known = cache.recent.get(full)
        const text = known === undefined ? project.glance.text(path) : undefined
        if (text === undefined) return known
        const outcome = parseJson(text)
        noteRecent(cache, full, outcome)
        return outcome
      },
      survey: (question, paths) =>
        source.survey?.(question, base, paths) ??
        paths.map((path) => question.ask((limit) => source.read(joinPath(base, path), limit))),
    },
  }

  const settle = (path: string, ecosystem: Ecosystem, outcome: ParseOutcome): unknown => {
    if (outcome.kind === 'value') return outcome.value
    report({
      kind: 'unparsable',
      ecosystem,
      file: path,
      line: outcome.line,
      column: outcome.column,
      message: `\`${path}\` cannot be parsed: ${outcome.reason} (line ${outcome.line}, column ${outcome.column}).`,
      hint: `Repair \`${path}\`; what it says about the image is not known until then.`,
    })
    return undefined
  }

  const documentLater = async (path: string, ecosystem: Ecosystem, parse: LaterParser): Promise<unknown> => {
    const key = joinPath(base, path)
    const { documents } = cacheOf(key)
    const known = documents.get(key)
    const text = known === undefined ? project.text(path) : undefined
    const reading = known ?? (text === undefined ? undefined : parse(text))
    if (reading === undefined) return undefined
    documents.set(key, reading)
    const outcome = await reading
    return settle(path, ecosystem, outcome)
  }

  return project
}
