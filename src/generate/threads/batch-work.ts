import { dirname } from 'node:path'
import type { GenDockerfileError } from '../../model/error.js'
import { readAhead } from '../build-services.js'
import { makeServices } from '../make-services.js'
import type { GenerateOptions } from '../options.js'
import { pathFrom } from '../paths.js'
import { failureOf, type FileResult } from '../result.js'
import { failedResult, type Pending, type Run } from '../run.js'
import type { Session } from '../session.js'
import { settle, settleTools } from '../settle.js'
import type { SourceFile } from '../source-file.js'
import type { MadeAnswer, Settled } from './messages.js'
import type { SentSource } from './sent-source.js'

/** What was made of a batch, stretch by stretch. */
export interface MadeBatch extends Pick<MadeAnswer, 'failed' | 'failures' | 'attempted'> {
  readonly pending: readonly (readonly Pending[])[]
  readonly ends: NonNullable<MadeAnswer['ends']>
}

/** Makes the files of a batch; nothing is written yet. */
export const makeBatch = async (
  stretches: readonly (readonly SourceFile[])[],
  session: Session,
  options: GenerateOptions,
): Promise<MadeBatch> => {
  const left = stretches.flat()
  const pending: (readonly Pending[])[] = []
  const failed: MadeAnswer['failed'][number][] = []
  const failures: MadeAnswer['failures'][number][] = []
  const ends: MadeBatch['ends'][number][] = []
  let claims = 0
  let attempted = false
  for (const sources of stretches) {
    readAhead(left, session)
    left.splice(0, sources.length)
    const made = await makeServices(session, { sources, failures: [] }, options)
    pending.push(made.pending)
    failed.push(...made.failed.map(failedResult))
    failures.push(...made.failures)
    attempted ||= made.attempted
    claims += made.pending.length
    ends.push({ claims, failed: failed.length, failures: failures.length })
  }
  return { pending, failed, failures, ends, attempted }
}

/** What comes of a batch whose configuration went wrong while the run was under way: all of its services fail for that. */
export const failedBatch = (sent: readonly SentSource[], cwd: string, error: GenDockerfileError): MadeBatch => {
  const display = (path: string): string => pathFrom(cwd, path)
  const failed = sent.map(({ file, folder, configFolder }): FileResult => ({
    kind: 'dockerfile',
    source: display(file),
    ...(dirname(file) === configFolder ? { folder: display(folder) } : {}),
    status: 'failed',
  }))
  return { pending: [], failed, failures: [failureOf(error)], ends: [], attempted: false }
}

/** Brings what was made of a batch to the disk, but for targets that others have claimed, too. */
export const settleBatch = async (
  { pending }: Pick<MadeBatch, 'pending'>,
  leftAlone: ReadonlySet<number>,
  options: Run['options'],
): Promise<Settled> => {
  const run: Run = { options, results: [], diagnostics: [], failures: [], notes: [] }
  const ends: NonNullable<Settled['ends']>[number][] = []
  const tools = settleTools()
  let start = 0
  for (const each of pending) {
    const first = start
    await settle(run, each, { has: (index) => leftAlone.has(first + index) }, tools)
    start += each.length
    const { results, diagnostics, failures, notes } = run
    ends.push({
      results: results.length,
      diagnostics: diagnostics.length,
      failures: failures.length,
      notes: notes.length,
    })
  }
  const { results, diagnostics, failures, notes } = run
  return { results, diagnostics, failures, notes, ...(pending.length > 1 ? { ends } : {}) }
}
