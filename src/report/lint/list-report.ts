import type { LintReport, LintTotals } from './lint-reporter.js'
import { notesText } from './findings.js'

/** What stands between two elements of a JSON list. */
export const listSeparator = ',\n'

/** Values as the elements of a JSON list that is inside of so many others, laid out as all of our JSON; `''` for none. */
export const elementsText = (values: readonly unknown[], depth: number): string => {
  if (values.length === 0) return ''
  let nested: unknown = values
  for (let level = 1; level < depth; level++) nested = [nested]
  // Each list around has a bracket, a line's end and its indentation, on both sides.
  const around = depth * (depth + 1)
  return JSON.stringify(nested, undefined, 2).slice(around, -around)
}

/** JSON with one long list: what is in front of it up to its bracket, and what is behind its elements. */
export interface ListParts {
  readonly head: string
  readonly indentation: string
  readonly tail: (totals: LintTotals) => string
}

/** Begins a report that is JSON with one long list. */
export const listReport = ({ head, indentation, tail }: ListParts, quiet: boolean): LintReport => {
  let isEmpty = true
  return {
    add: (spelled) => {
      if (spelled === '') return ''
      const before = isEmpty ? `${head}\n` : listSeparator
      isEmpty = false
      return before + spelled
    },
    end: (totals) => ({
      stdout: [isEmpty ? `${head}]` : `\n${indentation}]`, tail(totals)],
      stderr: notesText(totals.notes, quiet),
    }),
  }
}
