import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { threadId } from 'node:worker_threads'
import { digest } from '../../disk/digest.js'
import { quietly } from './quietly.js'

const draftPattern = /\.json\.\d+\.\d+$/

/** Whether a file is one that was to be renamed when it is whole. */
export const isDraft = (file: string): boolean => draftPattern.test(file)

/** Whether a file was made here. */
export const isKeptFile = (file: string): boolean => file.endsWith('.json') || isDraft(file)

/** Its time says when it was of use. */
const noteUse = (file: string): void => {
  const now = new Date()
  utimesSync(file, now, now)
}

/** The line above what is kept, which is that of no other text. */
const sealOf = (text: string): string => `${digest(text)}\n`

/** What was kept in a file under a key; `undefined` where there is nothing, something else, or what is damaged. */
export const readKeptFile = (file: string, key: string): unknown => {
  try {
    const sealed = readFileSync(file, 'utf8')
    const text = sealed.slice(sealed.indexOf('\n') + 1)
    if (!sealed.startsWith(sealOf(text))) return undefined
    // Only writeKeptFile writes there.
    const kept = JSON.parse(text) as { readonly key: string; readonly value: unknown }
    if (kept.key !== key) return undefined
    quietly(() => noteUse(file))
    return kept.value
  } catch {
    return undefined
  }
}

/** Makes a folder and those above it, one after the other: Node's own way does not end below /proc. */
export const makeFolder = (folder: string): void => {
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
  const text = JSON.stringify({ key, value })
  quietly(() => {
    makeFolder(dirname(file))
    try {
      writeFileSync(draft, `${sealOf(text)}${text}`, { mode: 0o600 })
      renameSync(draft, file)
    } catch {
      // The next run finds it out again.
      rmSync(draft, { force: true })
    }
  })
}
