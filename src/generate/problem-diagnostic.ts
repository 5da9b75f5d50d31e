import type { Diagnostic } from '../model/diagnostic.js'
import type { Problem } from '../project/facts.js'

/** Something broken or contradictory in the files that a preset reads, as a warning at its line. */
export const problemDiagnostic = ({ kind, line, column, message, hint }: Problem, file: string): Diagnostic => ({
  rule: `project-${kind}`,
  codes: [],
  severity: 'warning',
  message,
  hint,
  file,
  origin: { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) },
})
