import type { LintOutcome } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { severityCounts, type SeverityCounts } from '../severity-counts.js'

/** Findings with the file that they are about, and the lines of that file where it could be read. */
export interface FileFindings {
  readonly file: string
  readonly text?: string
  readonly findings: readonly Diagnostic[]
}

/** A failure is about the file that it names, else about none. */
const failedFile = ({ file, origin }: Diagnostic): string => file ?? origin?.file ?? ''

/** All findings by file, inputs that could not be read first, each with its failure as the only finding. */
export const findingsByFile = ({ files, failures }: LintOutcome): readonly FileFindings[] => [
  ...failures.map((failure) => ({ file: failedFile(failure), findings: [failure] })),
  ...files.map(({ file, text, diagnostics }) => ({ file, text, findings: diagnostics })),
]

/** What linting came to in figures. */
export interface LintSummary extends SeverityCounts {
  /** Files that were linted. */
  readonly files: number
  /** How many findings were repaired; absent where nobody asked. */
  readonly fixed?: number
}

/** Counts files, findings and repairs; an input that could not be read counts as an error. */
export const lintSummary = ({ files, failures }: LintOutcome): LintSummary => {
  const repaired = files.flatMap(({ fixed }) => fixed ?? [])
  return {
    files: files.length,
    ...severityCounts([...failures, ...files.flatMap(({ diagnostics }) => diagnostics)]),
    ...(repaired.length === 0 ? {} : { fixed: repaired.reduce((sum, each) => sum + each, 0) }),
  }
}

/** The notes for people, where a program reads the rest. */
export const notesText = ({ notes }: LintOutcome, quiet: boolean): string =>
  quiet ? '' : notes.map((note) => `note: ${note}\n`).join('')
