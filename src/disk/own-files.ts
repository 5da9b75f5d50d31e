import { basename, dirname } from 'node:path'
import { type Journal, questionKey } from './journal.js'
import { looks } from './looks.js'
import { digestOf, seenAs } from './seen.js'

const lists = ['folder', 'tree'] as const

type List = ReturnType<(typeof looks)[(typeof lists)[number]]>

/** A list as it is without some names. */
const without = (list: List, names: ReadonlySet<string>): List => {
  if (!('kind' in list)) return list.filter(({ name }) => !names.has(name))
  return list.kind === 'entries' ? { ...list, entries: list.entries.filter(({ name }) => !names.has(name)) } : list
}

const namesByFolder = (paths: Iterable<string>): ReadonlyMap<string, ReadonlySet<string>> => {
  const folders = new Map<string, Set<string>>()
  for (const path of paths) {
    const folder = dirname(path)
    folders.set(folder, (folders.get(folder) ?? new Set()).add(basename(path)))
  }
  return folders
}

/** Whether somebody asked how large files are: those that were written count as well. */
const hasSizes = (seen: Journal['seen']): boolean => {
  for (const { look } of seen.values()) if (look === 'size') return true
  return false
}

/**
 * Brings a journal up to what the disk is when all is written. What files are made of does not depend on the written ones that are
 * `apart` by their names, so that these, and folders that differ by them alone, count as seen as they are now. False where it may depend
 * on one that was written, or where somebody else changed something meanwhile.
 */
export const addOwnFiles = ({ seen, written, isSteady }: Journal, apart: (name: string) => boolean): boolean => {
  if (!isSteady || (written.size > 0 && hasSizes(seen))) return false
  for (const [key, known] of seen) {
    const { look, path, limit = 0 } = known
    if (look === 'output' || !written.has(path)) continue
    const now = seenAs({ look, path, ...(limit === 0 ? {} : { limit }) }, looks[look](path, limit), undefined)
    if (now.answer !== known.answer && !apart(basename(path))) return false
    seen.set(key, now)
  }
  for (const [path, names] of namesByFolder([...written].filter((file) => apart(basename(file))))) {
    for (const look of lists) {
      const key = questionKey({ look, path })
      const known = seen.get(key)
      if (known === undefined) continue
      const now = looks[look](path)
      const isOurs = [now, without(now, names)].some((list) => digestOf(list) === known.answer)
      if (!isOurs) return false
      seen.set(key, seenAs({ look, path }, now, undefined))
    }
  }
  return true
}
