import type { LintOutcome } from '../../../../src/linter/lint-outcome.js'
import {
  failureFile,
  type LintReporter,
  type LintReportOptions,
  summaryOf,
  tallyOf,
} from '../../../../src/report/lint/index.js'

/** The file that the place of a built document's finding names. */
const source = "import { stage } from 'gen-dockerfile'\nexport default stage().from('alpine').cmd('run')\n"

/** No quiet, no colors. */
export const options: LintReportOptions = {
  quiet: false,
  color: false,
  readSource: (file) => (file === 'api/dockerfile.ts' ? source : undefined),
}

/** A file that was written by hand, one that was generated, one without a finding, one that cannot be read. */
export const outcome: LintOutcome = {
  files: [
    {
      file: 'a b/Dockerfile',
      text: 'FROM alpine as build\nRUN x\nCMD run 100%\n',
      diagnostics: [
        {
          rule: 'from-as-casing',
          codes: ['buildkit:FromAsCasing'],
          severity: 'warning',
          message: '`as` is not written like `FROM`.',
          file: 'a b/Dockerfile',
          span: { start: { line: 1, column: 13 }, end: { line: 1, column: 15 } },
          fix: {
            title: 'Write `AS`',
            edits: [{ span: { start: { line: 1, column: 13 }, end: { line: 1, column: 15 } }, text: 'AS' }],
          },
          url: 'https://example.com/from-as-casing',
        },
        {
          rule: 'exec-form',
          codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
          severity: 'error',
          message: 'CMD is in shell form: 100%, <ever> & "ever".',
          hint: 'Write a list.',
          file: 'a b/Dockerfile',
          span: { start: { line: 3, column: 1 }, end: { line: 3, column: 13 } },
          url: 'https://example.com/exec-form',
        },
      ],
    },
    {
      file: 'api/Dockerfile',
      text: '# Generated\n\nFROM alpine\nCMD run\n',
      diagnostics: [
        {
          rule: 'exec-form',
          codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
          severity: 'warning',
          message: 'CMD is in shell form.',
          file: 'api/Dockerfile',
          span: { start: { line: 4, column: 1 }, end: { line: 4, column: 8 } },
          origin: { file: 'api/dockerfile.ts', line: 2, column: 39 },
          fix: {
            title: 'Write a list',
            edits: [{ span: { start: { line: 4, column: 5 }, end: { line: 4, column: 8 } }, text: '["run"]' }],
          },
          url: 'https://example.com/exec-form',
        },
        { rule: 'root-user', codes: [], severity: 'info', message: 'The image runs as root.', file: 'api/Dockerfile' },
      ],
    },
    { file: 'fine/Dockerfile', text: 'FROM scratch\n', diagnostics: [] },
  ],
  failures: [
    {
      rule: 'cannot-read',
      codes: [],
      severity: 'error',
      message: '`nope` cannot be read: permission denied.',
      file: 'nope',
    },
  ],
  notes: ['No program `shellcheck` was found.'],
}

/** Nothing was found in one file. */
export const nothing: LintOutcome = {
  files: [{ file: 'Dockerfile', text: 'FROM scratch\n', diagnostics: [] }],
  failures: [],
  notes: [],
}

/** What a reporter makes of an outcome when so many files are spelled at a time. */
export const reported = (
  { listsFailures, spell, begin }: LintReporter,
  { files, failures, notes }: LintOutcome,
  how: LintReportOptions,
  atATime = files.length + failures.length,
): { readonly stdout: string; readonly stderr: string } => {
  const { add, end } = begin(how)
  const all = [...(listsFailures ? failures.map(failureFile) : []), ...files]
  let stdout = ''
  for (let start = 0; start < all.length; start += atATime) stdout += add(spell(all.slice(start, start + atATime), how))
  const tally = tallyOf(files)
  const last = end({ summary: summaryOf(tally, failures), fixable: tally.fixable, failures, notes })
  return { stdout: stdout + [...last.stdout].join(''), stderr: last.stderr }
}
