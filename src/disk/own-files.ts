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

/**
 * Brings a journal up to what the disk is when all is written. What files are made of does not depend on these files, so that they
 * and folders that differ by them alone count as seen as they are now. False where somebody else changed something meanwhile.
 */
export const addOwnFiles = ({ seen, written, isSteady }: Journal): boolean => {
  if (!isSteady) return false
  for (const [key, { look, path, limit = 0 }] of seen) {
    if (look === 'output' || !written.has(path)) continue
    seen.set(key, seenAs({ look, path, ...(limit === 0 ? {} : { limit }) }, looks[look](path, limit), undefined))
  }
  for (const [path, names] of namesByFolder(written)) {
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
