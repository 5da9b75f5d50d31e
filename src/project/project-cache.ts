import type { FileEntry } from './common-facts.js'
import type { FileRead } from '../disk/read-file.js'
import type { FolderRead } from '../disk/read-folder.js'
import { rememberOf } from '../model/remember.js'
import type { FileSource } from './file-source.js'
import type { ParseOutcome } from './json-text.js'
import { byCodeUnit } from './value.js'

/** A folder that was listed. */
export interface KnownFolder {
  /** In the order of their names. */
  readonly entries: readonly FileEntry[]
  readonly byName: ReadonlyMap<string, FileEntry>
  /** Why it cannot be read. */
  readonly unreadable?: string
}

/**
 * What services of one repository share: the folders and documents above them. Of what lies inside of a service nothing is
 * kept, so the memory of a run does not grow with the number of its services.
 */
export interface ProjectCache {
  readonly source: FileSource
  readonly folders: Map<string, KnownFolder>
  readonly texts: Map<string, FileRead>
  readonly documents: Map<string, ParseOutcome | Promise<ParseOutcome>>
  /** JSON that was parsed a moment ago: the graph of a workspace asks for a manifest, then what knows the member. */
  readonly recent: Map<string, ParseOutcome>
}

/** An empty cache of a source. */
export const projectCache = (source: FileSource): ProjectCache => ({
  source,
  folders: new Map(),
  texts: new Map(),
  documents: new Map(),
  recent: new Map(),
})

/** A closure has fewer members, and what is kept of them needs little memory. */
const mostRecent = 256

/** Notes what was parsed a moment ago, and forgets what was parsed long before. */
export const noteRecent = ({ recent }: ProjectCache, path: string, outcome: ParseOutcome): void => {
  recent.set(path, outcome)
  if (recent.size <= mostRecent) return
  const [oldest] = recent.keys()
  if (oldest !== undefined) recent.delete(oldest)
}

/** A folder that is not there. */
export const missing: KnownFolder = { entries: [], byName: new Map() }

/** The entries of a folder, which is listed once. */
export const listing = ({ folders, source }: ProjectCache, path: string): KnownFolder => {
  const known = folders.get(path)
  if (known !== undefined) return known
  const found = knownFolder(source.list(path))
  folders.set(path, found)
  return found
}

const inOrder = (found: readonly FileEntry[]): KnownFolder => {
  const entries = [...found].sort((a, b) => byCodeUnit(a.name, b.name))
  const byName = new Map<string, FileEntry>()
  for (const entry of entries) byName.set(entry.name, entry)
  return { entries, byName }
}

/** The folders of thousands of packages, which all parts of a run are told of with the same list. */
const largeInOrder = rememberOf(inOrder)

/** From so many entries on it costs more to sort them again than to remember that they were. */
const large = 500

/** The entries of a listing, by name and in order. */
export const knownFolder = (read: FolderRead): KnownFolder => {
  if (read.kind !== 'entries') return read.kind === 'missing' ? missing : { ...missing, unreadable: read.reason }
  return read.entries.length < large ? inOrder(read.entries) : largeInOrder(read.entries)
}
