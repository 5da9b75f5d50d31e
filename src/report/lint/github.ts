import { annotation, findingAnnotation } from '../github-annotation.js'
import { plural } from '../plural.js'
import { severityWords } from '../severity-counts.js'
import type { LintReporter } from './lint-reporter.js'

const linesText = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** For GitHub Actions: an annotation for each finding, and how many there are. */
export const github: LintReporter = {
  listsFailures: true,
  separator: '',
  spell: (files, { quiet }) =>
    linesText(
      files.flatMap(({ file, diagnostics }) =>
        diagnostics
          .filter(({ severity }) => !quiet || severity === 'error')
          .map((finding) => findingAnnotation(file === '' ? finding : { file, ...finding })),
      ),
    ),
  begin: ({ quiet }) => ({
    add: (spelled) => spelled,
    end: ({ summary: { files, fixed: _, ...counts }, notes }) => ({
      stdout: quiet
        ? []
        : [
            linesText([
              ...notes.map((note) => annotation('notice', {}, note)),
              [plural(files, 'file'), ...severityWords(counts)].join(', '),
            ]),
          ],
      stderr: '',
    }),
  }),
}
