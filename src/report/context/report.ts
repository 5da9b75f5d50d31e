import type { ContextContents } from '../../context/inspect.js'
import type { Why } from '../../context/why.js'

/** What is reported about a build context. */
export interface ContextReport {
  /** The folder, as the user knows it. */
  readonly context: string
  /** The ignore file that is in force, as the user knows it; absent where there is none. */
  readonly ignoreFile?: string
  /** How many patterns it has. */
  readonly patterns: number
  /** The Dockerfile whose sources were looked at, as the user knows it. */
  readonly dockerfile?: string
  /** What that names of the context; absent where nobody asked. */
  readonly needed?: readonly string[]
  readonly contents: ContextContents
  /** Answers about single paths. */
  readonly why: readonly Why[]
}
