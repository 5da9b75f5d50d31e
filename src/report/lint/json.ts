import { findingData } from '../finding-data.js'
import type { LintReporter } from './lint-reporter.js'
import { elementsText, listReport, listSeparator, type ListParts } from './list-report.js'

const indented = (value: unknown): string => JSON.stringify(value, undefined, 2).replaceAll('\n', '\n  ')

const parts: ListParts = {
  head: '{\n  "version": 1,\n  "diagnostics": [',
  indentation: '  ',
  tail: ({ summary }) => `,\n  "summary": ${indented(summary)}\n}\n`,
}

/** For programs: one object, whose `version` goes up when its shape breaks. */
export const json: LintReporter = {
  listsFailures: true,
  separator: listSeparator,
  spell: (files) =>
    elementsText(
      files.flatMap(({ file, diagnostics }) => diagnostics.map((finding) => findingData({ file, ...finding }))),
      2,
    ),
  begin: ({ quiet }) => listReport(parts, quiet),
}
