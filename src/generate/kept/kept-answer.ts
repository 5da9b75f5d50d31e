import { hash } from 'node:crypto'
import { type Journal, keepJournal } from '../../disk/journal.js'
import { addOwnFiles } from '../../disk/own-files.js'
import { type Seen, seenAgain } from '../../disk/seen.js'
import type { FileStatus } from '../result.js'
import type { MadeAnswer, MakeRequest } from '../threads/messages.js'
import { type KeptBatch, readKept, writeKept } from './kept-batch.js'

/** What a batch is made from besides the disk. */
const keyOf = ({ sources, options }: MakeRequest, program: string): string => {
  const { mode: _, force: __, ...rest } = options
  return hash('sha256', JSON.stringify([program, process.version, rest, sources]))
}

/** All that was seen, as it is known now; `undefined` as soon as something is not what it was. */
const allAgain = (all: readonly Seen[]): readonly Seen[] | undefined => {
  const now: Seen[] = []
  for (const seen of all) {
    const again = seenAgain(seen)
    if (again === undefined) return undefined
    now.push(again)
  }
  return now
}

/** The answer for a batch that is as it was. */
const answerOf = (batch: number, { settled }: KeptBatch): MadeAnswer => ({
  kind: 'made',
  batch,
  claims: [],
  failed: [],
  failures: [],
  attempted: true,
  settled: { ...settled, failures: [] },
})

/** How files are when the disk has what was made. */
const inSync = (mode: MakeRequest['options']['mode']): ReadonlySet<FileStatus> =>
  new Set(mode === 'write' ? ['unchanged', 'created', 'updated'] : ['unchanged'])

/** What is to be kept of an answer; `undefined` where something is open. */
const keptOf = (
  key: string,
  { seen, written }: Journal,
  answer: MadeAnswer,
  request: MakeRequest,
): KeptBatch | undefined => {
  const { settled, failed, failures, attempted } = answer
  if (settled === undefined || !attempted || failed.length + failures.length + settled.failures.length > 0)
    return undefined
  const { results, diagnostics, notes } = settled
  const expected = inSync(request.options.mode)
  if (!results.every(({ status }) => expected.has(status))) return undefined
  // A note may be about what was there before it was written.
  if (written.size > 0 && notes.length > 0) return undefined
  const unchanged = results.map((result) => ({ ...result, status: 'unchanged' as const }))
  return { key, seen: [...seen.values()], settled: { results: unchanged, diagnostics, notes } }
}

/**
 * What a batch comes to: what is kept of the last run, where nothing that it was made from and none of its files has changed since,
 * else what `make` makes of it, which is kept for the next.
 */
export const keptAnswer = async (
  request: MakeRequest,
  { file, program }: NonNullable<MakeRequest['keep']>,
  make: () => Promise<MadeAnswer>,
): Promise<MadeAnswer> => {
  const key = keyOf(request, program)
  const kept = readKept(file, key)
  const seen = kept === undefined ? undefined : allAgain(kept.seen)
  if (kept !== undefined && seen !== undefined) {
    if (seen.some((each, index) => each !== kept.seen[index])) writeKept(file, { ...kept, seen })
    return answerOf(request.batch, kept)
  }
  return keepJournal(async (journal) => {
    const answer = await make()
    const batch = addOwnFiles(journal) ? keptOf(key, journal, answer, request) : undefined
    if (batch !== undefined) writeKept(file, batch)
    return answer
  })
}
