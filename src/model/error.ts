import type { Place } from './place.js'

/** What a {@link GenDockerfileError} is made of. */
export interface ErrorDetails {
  /** A stable kebab-case name of the mistake, such as `invalid-stage-name`. */
  readonly code: string
  /** What is wrong and why it matters; values stand in backticks. */
  readonly message: string
  /** What to write instead. */
  readonly hint?: string
  /** Where the mistake was made: a line of `dockerfile.ts`, of a lockfile, of a Dockerfile. */
  readonly place?: Place
  readonly cause?: unknown
}

const brand = Symbol.for('gen-dockerfile.error')

/**
 * The one error class: a mistake of the caller, told so that it can be repaired.
 *
 * @example
 * ```ts
 * import { stage, GenDockerfileError } from 'gen-dockerfile'
 * try {
 *   stage('Build')
 * } catch (error) {
 *   if (error instanceof GenDockerfileError) error.code // 'invalid-stage-name'
 * }
 * ```
 */
export class GenDockerfileError extends Error {
  readonly code: string
  readonly hint: string | undefined
  place: Place | undefined
  readonly [brand] = true

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'GenDockerfileError'
    this.code = details.code
    this.hint = details.hint
    this.place = details.place
  }
}

/** Whether a thrown value is ours, whichever copy of the package threw it. */
export const isGenDockerfileError = (value: unknown): value is GenDockerfileError =>
  typeof value === 'object' && value !== null && brand in value
