import type { Diagnostic } from '../model/diagnostic.js'

/** A file that was linted. */
export interface LintedFile {
  /** Relative to the working directory, with `/`; `-` for standard input. */
  readonly file: string
  /** Its text, for code frames. */
  readonly text: string
  readonly diagnostics: readonly Diagnostic[]
  /** How many findings were repaired; absent where nobody asked. */
  readonly fixed?: number
}

/** What linting some files came to. */
export interface LintOutcome {
  readonly files: readonly LintedFile[]
  /** Inputs that could not be read, each with its place and reason; they stop no other file. */
  readonly failures: readonly Diagnostic[]
  /** What the user should know besides: which optional program ran, which configuration was read. */
  readonly notes: readonly string[]
}
