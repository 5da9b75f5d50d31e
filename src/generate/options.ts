import type { Severity } from '../model/diagnostic.js'
import type { BuilderName } from '../rules/support/rule.js'
import type { Library } from './load/library.js'
import type { Threads } from './threads/thread.js'

/** What to do with what is generated. */
export type GenerateMode = 'write' | 'check' | 'dry-run' | 'stdout'

/** How what is generated is linted, besides what the configuration says. */
export interface GenerateLintOptions {
  /** Other severities, by rule. */
  readonly rules?: Readonly<Record<string, Severity | 'off'>>
  /** The rules that are run; all when absent. */
  readonly only?: readonly string[]
}

/** Which services a run is about. */
export interface SelectOptions {
  /** Absolute; every path of the outcome is relative to it. */
  readonly cwd: string
  /** Files, folders and globs; empty for what the working directory offers. */
  readonly paths: readonly string[]
  /** Of those, the services that match: `web`, `./services/web`, `...db`, `web...`, `!old`; see {@link parseFilter}. */
  readonly filter?: readonly string[]
  /** Of those, the services that a change of these files touches, relative to `cwd`; the files need not be there. */
  readonly affectedBy?: readonly string[]
  /** A configuration for all, relative to `cwd`; the nearest `gen-dockerfile.yaml` when absent. */
  readonly config?: string
  readonly library: Library
  /** How long a `dockerfile.ts` may take to settle, in milliseconds. */
  readonly timeout?: number
  /** Called after each service. */
  readonly progress?: (progress: Progress) => void
}

/** How far a run is. */
export interface Progress {
  readonly phase: 'make' | 'write'
  readonly done: number
  readonly total: number
}

/** What a run of `generate` is told. */
export interface GenerateOptions extends SelectOptions {
  readonly mode: GenerateMode
  /** Overwrites files that were edited by hand or are not ours. */
  readonly force: boolean
  readonly builder?: BuilderName
  readonly lint?: GenerateLintOptions
  /** Threads to make many services in; the caller's alone when absent. */
  readonly threads?: Threads
}
