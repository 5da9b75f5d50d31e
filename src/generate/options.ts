import type { Severity } from '../model/diagnostic.js'
import type { BuilderName } from '../rules/support/rule.js'
import type { Library } from './load/library.js'

/** What to do with what is generated. */
export type GenerateMode = 'write' | 'check' | 'dry-run' | 'stdout'

/** How what is generated is linted, besides what the configuration says. */
export interface GenerateLintOptions {
  /** A configuration for all, relative to the working directory; the nearest `gen-dockerfile.yaml` of each source when absent. */
  readonly config?: string
  /** Other severities, by rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
  /** The rules that are run; all when absent. */
  readonly only?: readonly string[]
}

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
  readonly lint?: GenerateLintOptions
  readonly library: Library
  /** How long a `dockerfile.ts` may take to settle, in milliseconds. */
  readonly timeout?: number
}
