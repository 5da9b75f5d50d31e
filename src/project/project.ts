import type { Ecosystem, FileEntry, Problem } from './common-facts.js'
import type { FileSource } from './file-source.js'
import { parseJson, parseJsonc, type ParseOutcome } from './json-text.js'
import { joinPath } from './path.js'
import { byCodeUnit } from './value.js'

/** No manifest or lockfile that we read whole is larger. */
const documentLimit = 32 * 1024 * 1024

/** What the readers of an ecosystem work with: files of one service, each read once, and a list for what is wrong with them. */
export interface Project {
  /** From the source's root to the service. */
  readonly base: string
  /** Whether a file or folder of that name is there; paths are relative to the service. */
  has(path: string, kind?: FileEntry['kind']): boolean
  /** The entries of a folder, sorted by name. */
  list(path: string): readonly FileEntry[]
  /** A file's text with LF and without a byte order mark, or `undefined` when it is not there or cannot be read. */
  text(path: string, limit?: number): string | undefined
  json(path: string, ecosystem: Ecosystem): unknown
  /** JSON with comments; a broken file is no problem to report, since only its hints are wanted. */
  jsonc(path: string): unknown
  toml(path: string, ecosystem: Ecosystem): Promise<unknown>
  yaml(path: string, ecosystem: Ecosystem): Promise<unknown>
  report(problem: Problem): void
  readonly problems: readonly Problem[]
}

type LaterParser = (text: string) => Promise<ParseOutcome>

const parseToml: LaterParser = async (text) => (await import('./toml-text.js')).parseToml(text)

const parseYaml: LaterParser = async (text) => (await import('./yaml-text.js')).parseYaml(text)

const clean = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')

/** Opens a service of a source. `base` is the folder of the service, `.` for the source's root. */
export const openProject = (source: FileSource, base: string, problems: Problem[] = []): Project => {
  const texts = new Map<string, string | undefined>()
  const folders = new Map<string, ReadonlyMap<string, FileEntry>>()
  const parsed = new Map<string, unknown>()

  const unreadable = (path: string, reason: string): void => {
    problems.push({
      kind: 'unreadable',
      file: path,
      message: `\`${path}\` cannot be read: ${reason}.`,
      hint: 'Make it readable, or say with an option of the preset what it would have said.',
    })
  }

  const folder = (path: string): ReadonlyMap<string, FileEntry> => {
    const full = joinPath(base, path)
    const known = folders.get(full)
    if (known !== undefined) return known
    const read = full === '..' || full.startsWith('../') ? ({ kind: 'missing' } as const) : source.list(full)
    if (read.kind === 'unreadable') unreadable(path, read.reason)
    const entries = read.kind === 'entries' ? [...read.entries].sort((a, b) => byCodeUnit(a.name, b.name)) : []
    const result = new Map(entries.map((entry) => [entry.name, entry]))
    folders.set(full, result)
    return result
  }

  const entry = (path: string): FileEntry | undefined => {
    const clean = joinPath(path)
    if (clean === '.') return { name: '.', kind: 'dir' }
    const slash = clean.lastIndexOf('/')
    return folder(slash === -1 ? '.' : clean.slice(0, slash)).get(clean.slice(slash + 1))
  }

  const project: Project = {
    base,
    problems,
    report: (problem) => void problems.push(problem),
    has: (path, kind) => {
      const found = entry(path)
      return found !== undefined && (kind === undefined || found.kind === kind)
    },
    list: (path) => [...folder(path).values()],
    text(path, limit = documentLimit) {
      const key = `${joinPath(base, path)}:${limit}`
      if (texts.has(key)) return texts.get(key)
      texts.set(key, undefined)
      if (entry(path)?.kind !== 'file') return undefined
      const read = source.read(joinPath(base, path), limit)
      if (read.kind === 'unreadable') unreadable(path, read.reason)
      if (read.kind !== 'text') return undefined
      if (read.truncated && limit === documentLimit) {
        problems.push({
          kind: 'limit',
          file: path,
          message: `\`${path}\` is larger than 32 MiB and was not read.`,
          hint: 'Say with an option of the preset what it would have said.',
        })
        return undefined
      }
      const text = clean(read.text)
      texts.set(key, text)
      return text
    },
    json: (path, ecosystem) => document(path, ecosystem, parseJson),
    jsonc(path) {
      const text = project.text(path)
      const outcome = text === undefined ? undefined : parseJsonc(text)
      return outcome?.kind === 'value' ? outcome.value : undefined
    },
    toml: (path, ecosystem) => documentLater(path, ecosystem, parseToml),
    yaml: (path, ecosystem) => documentLater(path, ecosystem, parseYaml),
  }

  const settle = (path: string, ecosystem: Ecosystem, outcome: ParseOutcome): unknown => {
    if (outcome.kind === 'value') return outcome.value
    problems.push({
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

  const document = (path: string, ecosystem: Ecosystem, parse: (text: string) => ParseOutcome): unknown => {
    const key = joinPath(base, path)
    if (parsed.has(key)) return parsed.get(key)
    const text = project.text(path)
    const value = text === undefined ? undefined : settle(path, ecosystem, parse(text))
    parsed.set(key, value)
    return value
  }

  const documentLater = (path: string, ecosystem: Ecosystem, parse: LaterParser): Promise<unknown> => {
    const key = joinPath(base, path)
    const known = parsed.get(key)
    if (known instanceof Promise) return known
    const read = async (): Promise<unknown> => {
      const text = project.text(path)
      return text === undefined ? undefined : settle(path, ecosystem, await parse(text))
    }
    const value = read()
    parsed.set(key, value)
    return value
  }

  return project
}
