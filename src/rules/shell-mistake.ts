import { shellScripts } from '../analysis/shell-scripts.js'
import type { Severity } from '../model/diagnostic.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { scriptPlace } from './support/script-place.js'
import type { ShellcheckComment } from './support/shellcheck-comment.js'
import { writtenOf } from './support/written.js'

const severities = { error: 'error', warning: 'warning', info: 'info', style: 'info' } as const satisfies Record<
  ShellcheckComment['level'],
  Severity
>

export const rule = defineRule({
  name: 'shell-mistake',
  summary: 'ShellCheck finds a mistake in the script of a RUN.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { given: 'shellcheck' },
  docs: {
    why: 'The text of a RUN is a shell script, and ShellCheck knows what goes wrong in those: words that split, tests that are always true, failures that nobody sees. It runs where you ask for it, with the variables of ARG and ENV known to it.',
    bad: `FROM debian:trixie-slim
ARG TARGET
RUN rm -r /opt/$TARGET
`,
    good: `FROM debian:trixie-slim
ARG TARGET
RUN rm -r "/opt/$TARGET"
`,
    ignoreWhen:
      'The page of the code says when; `# shellcheck disable=SC2086` works above a RUN and between its lines.',
    setting: {
      shellcheck: [
        [{ line: 13, endLine: 13, column: 12, endColumn: 19, level: 'info', code: 2086, message: 'Double quote it.' }],
      ],
    },
    goodSetting: { shellcheck: [] },
  },
  check({ analysis, options, spanOf, document }) {
    const findings: Finding[] = []
    if (options.shellcheck === undefined) return findings
    const scripts = shellScripts(analysis, { asHadolint: false })
    for (const [index, { run, at, headerLines }] of scripts.entries()) {
      const written = at === run ? writtenOf(run, { options, document }) : undefined
      for (const comment of options.shellcheck[index] ?? []) {
        const { line, endLine, column, endColumn, level, code, message } = comment
        const span =
          written === undefined || line <= headerLines
            ? spanOf(at)
            : {
                start: scriptPlace(run, written, line - headerLines, column),
                end: scriptPlace(run, written, endLine - headerLines, endColumn),
              }
        findings.push({
          message,
          hint: `https://www.shellcheck.net/wiki/SC${code}`,
          at,
          ...(span === undefined ? {} : { span }),
          // hadolint passes ShellCheck's findings on under the same codes, and its comments name those.
          codes: [`shellcheck:SC${code}`, `hadolint:SC${code}`],
          severity: severities[level],
        })
      }
    }
    return findings
  },
})
