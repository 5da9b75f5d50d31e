import type { Place, Span } from './place.js'

/** How bad a finding is: an error stops generation, a warning does not, an info only informs. */
export type Severity = 'error' | 'warning' | 'info'

/** One replacement of text in the Dockerfile that a fix is made of. */
export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** A repair whose meaning is certain. */
export interface Fix {
  readonly title: string
  readonly edits: readonly TextEdit[]
}

/**
 * One finding about one place, as data. `span` is the place in the Dockerfile, `origin` the user's line in
 * `dockerfile.ts` for documents that were built.
 */
export interface Diagnostic {
  /** Our name of the rule, such as `undefined-arg-in-from`. */
  readonly rule: string
  /** The same defect in the words of other tools: `buildkit:UndefinedArgInFrom`, `hadolint:DL3006`. */
  readonly codes: readonly string[]
  readonly severity: Severity
  readonly message: string
  /** What to write instead. */
  readonly hint?: string
  /** The file that the finding is about, relative to the working directory. */
  readonly file?: string
  readonly span?: Span
  readonly origin?: Place
  readonly fix?: Fix
  readonly url?: string
}
