import { hash } from 'node:crypto'
import { dirname } from 'node:path'
import { type Journal, keepJournal, type Known } from '../../disk/journal.js'
import { openMemory } from '../../disk/memory.js'
import { addOwnFiles } from '../../disk/own-files.js'
import { type Seen, seenAgain } from '../../disk/seen.js'
import type { Surveys } from '../../disk/surveys.js'
import { surveys as questions } from '../../project/surveys.js'
import type { FileStatus } from '../result.js'
import type { MadeAnswer, MakeRequest } from '../threads/messages.js'
import { isApartByName } from './is-apart-by-name.js'
import { type KeptBatch, readKept, writeKept } from './kept-batch.js'
import { keptSurveys } from './kept-surveys.js'

/** What a batch is made from besides the disk. */
const keyOf = ({ sources, options }: MakeRequest, program: string): string => {
  const { mode: _, force: __, ...rest } = options
  return hash('sha256', JSON.stringify([program, process.version, rest, sources]))
}

/** All that was seen, as it is known now; `undefined` as soon as something is not what it was. */
const allAgain = ({ seen: all, surveyed }: KeptBatch, surveys: Surveys): readonly Seen[] | undefined => {
  if (!surveyed.every((each) => surveys.isAsSeen(each, questions))) return undefined
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
  { seen, surveyed, written }: Journal,
  answer: MadeAnswer,
  request: MakeRequest,
): KeptBatch | undefined => {
  const { settled, failed, failures, attempted } = answer
  if (settled === undefined || !attempted || failed.length + failures.length + settled.failures.length > 0)
    return undefined
  const { results, diagnostics, notes, ends } = settled
  const expected = inSync(request.options.mode)
  if (!results.every(({ status }) => expected.has(status))) return undefined
  // A note may be about what was there before it was written.
  if (written.size > 0 && notes.length > 0) return undefined
  const unchanged = results.map((result) => ({ ...result, status: 'unchanged' as const }))
  return {
    seen: [...seen.values()],
    surveyed: [...surveyed.values()],
    settled: { results: unchanged, diagnostics, notes, ...(ends === undefined ? {} : { ends }) },
  }
}

/** Makes a batch; what is kept of it must have been seen for it, and not for one before it. */
type Make = (forItself: boolean) => Promise<MadeAnswer>

/** So many questions a service may be asked anew for each batch: more take longer than what is kept can save. */
const mostShared = 10

/**
 * Makes a keeper of batches for one thread. It gives what a batch comes to: what is kept of the last run, where nothing that it was
 * made from and none of its files has changed since, else what `make` makes of it, which is kept for the next.
 *
 * Where batch after batch looks at the same, such as all sources of a `go.work`, the next are made together and not kept.
 */
export const batchKeeper = () => {
  let last: Journal['seen'] | undefined
  let isWorthwhile = true
  let known: Known | undefined

  return async (request: MakeRequest, make: Make): Promise<MadeAnswer> => {
    const { keep, batch, sources } = request
    if (keep === undefined) return make(false)
    const { file, program } = keep
    // A thread serves one run, whose batches are all kept in one folder.
    known ??= { surveys: keptSurveys(dirname(file), program), memory: openMemory() }
    const key = keyOf(request, program)
    const kept = readKept(file, key)
    const seen = kept && allAgain(kept, known.surveys)
    if (kept !== undefined && seen !== undefined) {
      if (seen.some((each, index) => each !== kept.seen[index])) writeKept(file, key, { ...kept, seen })
      return answerOf(batch, kept)
    }
    if (!isWorthwhile) return make(false)
    return keepJournal(known, async (journal) => {
      const answer = await make(true)
      let shared = 0
      for (const question of journal.seen.keys()) if (last?.has(question) === true) shared++
      isWorthwhile = shared <= mostShared * sources.length
      last = journal.seen
      const made = addOwnFiles(journal, isApartByName) ? keptOf(journal, answer, request) : undefined
      if (made !== undefined) writeKept(file, key, made)
      return answer
    })
  }
}
