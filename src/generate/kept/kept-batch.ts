import type { Seen } from '../../disk/seen.js'
import type { SeenSurvey } from '../../disk/surveys.js'
import type { Settled } from '../threads/messages.js'
import { readKeptFile, writeKeptFile } from './kept-file.js'

/** What making the files of some services came to, and all that it was made from. */
export interface KeptBatch {
  readonly seen: readonly Seen[]
  readonly surveyed: readonly SeenSurvey[]
  /** What is to be told when all files are as they were made. */
  readonly settled: Pick<Settled, 'results' | 'diagnostics' | 'notes' | 'ends'>
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

/** What is kept in a file for a key, which says what was asked for and which program did it. */
export const readKept = (file: string, key: string): KeptBatch | undefined => {
  const kept = readKeptFile(file, key) as (Omit<KeptBatch, 'seen'> & { readonly seen: readonly Row[] }) | undefined
  return kept && { ...kept, seen: kept.seen.map(seenOf) }
}

/** Keeps a batch in a file. */
export const writeKept = (file: string, key: string, batch: KeptBatch): void =>
  writeKeptFile(file, key, { ...batch, seen: batch.seen.map(rowOf) })
