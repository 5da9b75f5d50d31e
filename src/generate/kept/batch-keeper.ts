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

/** Makes a batch; what is kept of it must have been seen for it, and not for one before it. */
type Make = (forItself: boolean) => Promise<MadeAnswer>

/** So many questions a service may be asked anew for each batch: more take longer than what is kept can save. */
const mostShared = 10

/**
 * Makes a keeper of batches for one thread. It gives what a batch comes to: what is kept of the last run, where nothing that it was
 * made from and none of its files has changed since, else what `make` makes of it, which is kept for the next.
 *
 * Where batch after batch looks at the same, such as the names of all packages of a repository, the next are made together and not
 * kept.
 */
export const batchKeeper = () => {
  let last: Journal['seen'] | undefined
  let isWorthwhile = true

  const makeAndKeep = (
    request: MakeRequest,
    { file, key }: { readonly file: string; readonly key: string },
    make: Make,
  ): Promise<MadeAnswer> =>
    keepJournal(async (journal) => {
      const answer = await make(true)
      const { seen } = journal
      let shared = 0
      for (const question of seen.keys()) if (last?.has(question) === true) shared++
      isWorthwhile = shared <= mostShared * request.sources.length
      last = seen
      const batch = addOwnFiles(journal) ? keptOf(key, journal, answer, request) : undefined
      if (batch !== undefined) writeKept(file, batch)
      return answer
    })

  return async (request: MakeRequest, make: Make): Promise<MadeAnswer> => {
    const { keep, batch } = request
    if (keep === undefined) return make(false)
    const { file, program } = keep
    const key = keyOf(request, program)
    const kept = readKept(file, key)
    const seen = kept === undefined ? undefined : allAgain(kept.seen)
    if (kept === undefined || seen === undefined)
      return isWorthwhile ? makeAndKeep(request, { file, key }, make) : make(false)
    if (seen.some((each, index) => each !== kept.seen[index])) writeKept(file, { ...kept, seen })
    return answerOf(batch, kept)
  }
}
