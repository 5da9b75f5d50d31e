import type { CompatLevel } from '../../linter/compat/compat-finding.js'
import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import type { LintTally } from '../../report/lint/index.js'
import type { InputFile } from '../input-files.js'

/** What some inputs came to: the text of the report, and little besides. Plain data, which another thread may have made. */
export interface LintPart {
  /** Files as they are reported, and between them those that other inputs may have something to say about, too. */
  readonly pieces: readonly (string | LintedFile)[]
  /** The figures of what is reported already. */
  readonly tally: LintTally
  /** Under `--compat`, how bad findings are. */
  readonly levels: readonly CompatLevel[]
  /** What went wrong while it was linted. */
  readonly failures: readonly Diagnostic[]
  /** Files that are generated. */
  readonly generated: readonly string[]
}

/** Lints some inputs. */
export type LintWork = (inputs: readonly InputFile[]) => Promise<LintPart>
