import type { FileRead } from '../disk/read-file.js'
import type { FolderRead } from '../disk/read-folder.js'
import type { Survey } from '../disk/survey.js'
import type { FileEntry } from './common-facts.js'

/**
 * Where files come from: a folder of the disk, or a map in memory. Paths use `/`, are relative to the source's root and
 * never begin with `../`; the root itself is `.`.
 */
export interface FileSource {
  /** Reads at most `limit` bytes of a file as UTF-8. */
  read(path: string, limit: number): FileRead
  list(path: string): FolderRead
  /** Whether a path is a file, or a link to one; a source without it is asked to read the file. */
  isFile?(path: string): boolean
  /** Asks many files the same, by their paths below a folder; a source without it is asked to read each. */
  survey?<Found>(question: Survey<Found>, folder: string, paths: readonly string[]): readonly Found[]
}

const parentOf = (path: string): string => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.')

/**
 * A source made of a map from path to content, for tests and for facts about files that are not on this disk.
 *
 * @example
 * ```ts
 * const facts = await factsFrom(memorySource({ 'go.mod': 'module example.com/app\n\ngo 1.26\n' }))
 * facts.go?.module // 'example.com/app'
 * ```
 */
export const memorySource = (files: Readonly<Record<string, string>>): FileSource => {
  const contents = new Map(Object.entries(files))
  const folders = new Map<string, Map<string, FileEntry>>([['.', new Map()]])
  const add = (path: string, kind: FileEntry['kind']): void => {
    const parent = parentOf(path)
    const siblings = folders.get(parent) ?? new Map<string, FileEntry>()
    const name = path.slice(path.lastIndexOf('/') + 1)
    siblings.set(name, { name, kind })
    folders.set(parent, siblings)
    if (parent !== '.') add(parent, 'dir')
  }
  for (const path of contents.keys()) add(path, 'file')
  return {
    read(path, limit) {
      const text = contents.get(path)
      if (text === undefined) return { kind: 'missing' }
      return { kind: 'text', text: text.slice(0, limit), truncated: text.length > limit }
    },
    isFile: (path) => contents.has(path),
    list(path) {
      const entries = folders.get(path)
      return entries === undefined ? { kind: 'missing' } : { kind: 'entries', entries: [...entries.values()] }
    },
  }
}
