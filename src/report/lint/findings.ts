import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { isFixable } from '../finding-data.js'
import { severityCounts, type SeverityCounts } from '../severity-counts.js'

/** An input that could not be read as a file with its failure as the only finding; about no file where it names none. */
export const failureFile = (failure: Diagnostic): LintedFile => ({
  file: failure.file ?? failure.origin?.file ?? '',
  text: '',
  diagnostics: [failure],
})

/** What linting came to in figures. */
export interface LintSummary extends SeverityCounts {
  /** Files that were linted. */
  readonly files: number
  /** How many findings were repaired; absent where nobody asked. */
  readonly fixed?: number
}

/** The figures of some files. */
export interface LintTally extends LintSummary {
  /** Findings that `--fix` repairs. */
  readonly fixable: number
}

/** The figures of no file. */
export const noTally: LintTally = { files: 0, errors: 0, warnings: 0, infos: 0, fixable: 0 }

/** Counts files, findings and repairs. */
export const tallyOf = (files: readonly LintedFile[]): LintTally => {
  const diagnostics = files.flatMap((each) => each.diagnostics)
  const repaired = files.flatMap(({ fixed }) => fixed ?? [])
  return {
    files: files.length,
    ...severityCounts(diagnostics),
    fixable: diagnostics.filter(isFixable).length,
    ...(repaired.length === 0 ? {} : { fixed: repaired.reduce((sum, each) => sum + each, 0) }),
  }
}

/** The figures of all of what two are of. */
export const addTallies = (left: LintTally, right: LintTally): LintTally => ({
  files: left.files + right.files,
  errors: left.errors + right.errors,
  warnings: left.warnings + right.warnings,
  infos: left.infos + right.infos,
  fixable: left.fixable + right.fixable,
  ...(left.fixed === undefined && right.fixed === undefined ? {} : { fixed: (left.fixed ?? 0) + (right.fixed ?? 0) }),
})

/** What reports say of figures; an input that could not be read counts as an error. */
export const summaryOf = (tally: LintTally, failures: readonly Diagnostic[]): LintSummary => {
  const { fixable: _, ...summary } = addTallies(tally, { ...noTally, ...severityCounts(failures) })
  return summary
}

/** The notes for people, where a program reads the rest. */
export const notesText = (notes: readonly string[], quiet: boolean): string =>
  quiet ? '' : notes.map((note) => `note: ${note}\n`).join('')
