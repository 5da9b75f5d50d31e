import type { Case } from '../support/case.js'
import type { Subject } from '../support/subject.js'

/** Something that is true of the images of a preset. */
export interface Check {
  /** Reads on after the name of the case. */
  readonly title: string
  /** All cases when absent. */
  readonly applies?: (each: Case) => boolean
  /** Fails by an expectation; what it returns is told with the result. */
  readonly run: (subject: Subject) => Promise<string | void>
}
