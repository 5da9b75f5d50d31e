import type { Diagnostic } from '../model/diagnostic.js'
import type { GenDockerfileError } from '../model/error.js'
import type { FileKind } from './made-file.js'

/**
 * What became of a file. `stale` and `missing` are what a check calls a file that generating would update or create;
 * `conflict` is one that was edited by hand or is not ours.
 */
export type FileStatus = 'created' | 'updated' | 'unchanged' | 'stale' | 'missing' | 'conflict' | 'failed'

/** One file of a run. Paths are relative to the working directory, with `/`. */
export interface FileResult {
  readonly kind: FileKind
  /** The `dockerfile.ts`, or the `gen-dockerfile.yaml` of a service that has none. */
  readonly source: string
  /** The folder of a service without a `dockerfile.ts` that failed before its files were known. */
  readonly folder?: string
  /** The file; absent when the source failed before it was known. */
  readonly output?: string
  /** The build context of the Dockerfile. */
  readonly context?: string
  readonly status: FileStatus
  /** Unified diff from the disk to what is generated, where the two differ and nothing was written. */
  readonly diff?: string
  /** The whole text, where nothing was written. */
  readonly content?: string
}

/** What a run of `generate` found and did. */
export interface GenerateOutcome {
  readonly results: readonly FileResult[]
  /** What the rules found. */
  readonly diagnostics: readonly Diagnostic[]
  /** What went wrong with a source, a target or a file. */
  readonly failures: readonly Diagnostic[]
  /** What the user should know that is no finding: one sentence each. */
  readonly notes: readonly string[]
  /** False when no source could be loaded: there was nothing to do. */
  readonly attempted: boolean
}

/** Our error as a finding. `file` is what it is about where the error has no place of its own. */
export const failureOf = (error: GenDockerfileError, file?: string): Diagnostic => ({
  rule: error.code,
  codes: [],
  severity: 'error',
  message: error.message,
  ...(error.hint === undefined ? {} : { hint: error.hint }),
  ...(file === undefined ? {} : { file }),
  ...(error.place === undefined ? {} : { origin: error.place }),
})
