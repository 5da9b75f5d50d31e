import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { threadId } from 'node:worker_threads'

/** What was kept in a file under a key; `undefined` where there is nothing, or something else. */
export const readKeptFile = (file: string, key: string): unknown => {
  try {
    // Only writeKeptFile writes there, whole or not at all.
    const kept = JSON.parse(readFileSync(file, 'utf8')) as { readonly key: string; readonly value: unknown }
    return kept.key === key ? kept.value : undefined
  } catch {
    return undefined
  }
}

/** Makes a folder and those above it, one after the other: Node's own way does not end below /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    // Another thread may have made it meanwhile.
    if (!existsSync(folder)) throw error
  }
}

/** Keeps data in a file, whoever else writes it at the same time. */
export const writeKeptFile = (file: string, key: string, value: unknown): void => {
  const draft = `${file}.${process.pid}.${threadId}`
  try {
    makeFolder(dirname(file))
    writeFileSync(draft, JSON.stringify({ key, value }), { mode: 0o600 })
    renameSync(draft, file)
  } catch {
    // A disk that is full or read-only: the next run finds it out again.
  }
}
