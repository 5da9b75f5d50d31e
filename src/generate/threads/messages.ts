import type { Diagnostic } from '../../model/diagnostic.js'
import type { Claim } from '../duplicates.js'
import type { GenerateOptions } from '../options.js'
import type { FileResult } from '../result.js'
import type { Run } from '../run.js'
import type { SentSource } from './sent-source.js'
import type { Ends } from './stretches.js'

/** What a thread is told once: the options of the run, without what only the first thread has to do with. */
export type ThreadOptions = Pick<
  GenerateOptions,
  'cwd' | 'affectedBy' | 'config' | 'timeout' | 'mode' | 'force' | 'builder' | 'lint'
>

/** To make the files of some services, the batch of this number. */
export interface MakeRequest {
  readonly kind: 'make'
  readonly batch: number
  readonly sources: readonly SentSource[]
  readonly options: ThreadOptions
  /** Whether to bring them to the disk at once, since no other claims what they write. */
  readonly settles: boolean
  /** The file that keeps the batch for the next run, and which program this is. */
  readonly keep?: { readonly file: string; readonly program: string }
}

/** What a thread is asked for. */
export type Request =
  | MakeRequest
  /** To bring those of a batch to the disk, but for targets that others have claimed, too. */
  | { readonly kind: 'settle'; readonly batch: number; readonly leftAlone: ReadonlySet<number> }

/** What came of bringing targets to the disk. */
export interface Settled extends Omit<Run, 'options'> {
  readonly ends?: Ends<'results' | 'diagnostics' | 'failures' | 'notes'>
}

/** What came of making a batch. */
export interface MadeAnswer {
  readonly kind: 'made'
  readonly batch: number
  /** Of each target, by its position in the batch. */
  readonly claims: readonly Claim[]
  readonly failed: readonly FileResult[]
  readonly failures: readonly Diagnostic[]
  readonly ends?: Ends<'claims' | 'failed' | 'failures'>
  readonly attempted: boolean
  /** What came of bringing them to the disk, where that was asked for. */
  readonly settled?: Settled
}

/** What came of a batch. */
export type Answer =
  | MadeAnswer
  | { readonly kind: 'settled'; readonly batch: number; readonly settled: Settled }
  /** So many more services are made or written. */
  | { readonly kind: 'progress'; readonly more: number }
  /** A defect of this program. */
  | { readonly kind: 'defect'; readonly error: unknown }
