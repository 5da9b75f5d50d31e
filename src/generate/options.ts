import type { BuilderName } from '../rules/support/rule.js'
import type { Library } from './load/library.js'

/** What to do with what is generated. */
export type GenerateMode = 'write' | 'check' | 'dry-run' | 'stdout'

/** What a run of `generate` is told. */
export interface GenerateOptions {
  /** Absolute; every path of the outcome is relative to it. */
  readonly cwd: string
  /** Files, folders and globs; empty for what the working directory offers. */
  readonly paths: readonly string[]
  readonly mode: GenerateMode
  /** Overwrites files that were edited by hand or are not ours. */
  readonly force: boolean
  readonly builder?: BuilderName
  readonly library: Library
  /** How long a `dockerfile.ts` may take to settle, in milliseconds. */
  readonly timeout?: number
}
