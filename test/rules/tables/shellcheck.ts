import type { RuleTable } from '../support/table.js'
import type { ShellcheckComment } from '../../../src/rules/support/shellcheck-comment.js'

/** Ten lines for the proxies and one for `#!` stand in front of each script. */
const comment = (line: number, column: number): ShellcheckComment => ({
  line: 11 + line,
  endLine: 11 + line,
  column,
  endColumn: column + 2,
  level: 'warning',
  code: 2086,
  message: 'Double quote to prevent globbing and word splitting.',
})

/** What ShellCheck says about scripts. */
export const tables: Readonly<Record<string, RuleTable>> = {
  'shell-mistake': {
    accept: [
      'FROM a:1\nRUN rm $X',
      ['FROM a:1\nRUN rm $X', { shellcheck: [[]] }],
      ['FROM a:1\nRUN ["rm", "$X"]', { shellcheck: [[comment(1, 4)]] }],
      ['FROM a:1\nSHELL ["pwsh", "-c"]\nRUN rm $X', { shellcheck: [[comment(1, 4)]] }],
    ],
    reject: [
      ['FROM a:1\nRUN rm $X', [2], { shellcheck: [[comment(1, 4)]] }],
      ['FROM a:1\nRUN ls\nRUN a && \\\n  # why\n  rm $X', [5], { shellcheck: [[], [comment(1, 11)]] }],
      ['FROM a:1\nRUN <<EOF\nls\nrm $X\nEOF\n', [4], { shellcheck: [[comment(2, 4)]] }],
      ['FROM a:1\nRUN cat <<A > x && sh <<B\na\nA\nrm $X\nB\n', [5], { shellcheck: [[comment(4, 4)]] }],
      ['FROM a:1 AS p\nONBUILD RUN rm $X\nFROM p\nRUN ls', [3], { shellcheck: [[comment(1, 4)]] }],
    ],
  },
}
