import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Seen } from '../../disk/seen.js'
import type { Settled } from '../threads/messages.js'

/** What making the files of some services came to, and all that it was made from. */
export interface KeptBatch {
  /** What was asked for, and which program did it. */
  readonly key: string
  readonly seen: readonly Seen[]
  /** What is to be told when all files are as they were made. */
  readonly settled: Pick<Settled, 'results' | 'diagnostics' | 'notes'>
}

type Row = readonly [look: Seen['look'], path: string, answer: string, signature: string, limit?: number]

const rowOf = ({ look, path, answer, signature = '', limit }: Seen): Row =>
  limit === undefined ? [look, path, answer, signature] : [look, path, answer, signature, limit]

const seenOf = ([look, path, answer, signature, limit]: Row): Seen => ({
  look,
  path,
  answer,
  ...(signature === '' ? {} : { signature }),
  ...(limit === undefined ? {} : { limit }),
})

/** What is kept in a file for a key; `undefined` where there is nothing, or something else. */
export const readKept = (file: string, key: string): KeptBatch | undefined => {
  try {
    // Only writeKept writes there, whole or not at all.
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Omit<KeptBatch, 'seen'> & { readonly seen: readonly Row[] }
    return kept.key === key ? { ...kept, seen: kept.seen.map(seenOf) } : undefined
  } catch {
    return undefined
  }
}

/** Makes a folder and those above it, one after the other: Node's own way does not end below /proc. */
const makeFolder = (folder: string): void => {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}

/** Keeps a batch in a file, whoever else writes it at the same time. */
export const writeKept = (file: string, batch: KeptBatch): void => {
  const draft = `${file}.${process.pid}`
  try {
    makeFolder(dirname(file))
    writeFileSync(draft, JSON.stringify({ ...batch, seen: batch.seen.map(rowOf) }), { mode: 0o600 })
    renameSync(draft, file)
  } catch {
    // A disk that is full or read-only: the next run makes it again.
  }
}
