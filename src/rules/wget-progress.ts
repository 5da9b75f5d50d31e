import { callReport } from './support/call-reports.js'
import { hasFlag } from './support/flags.js'
import { defineRule } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const isBad = ({ args }: RunCall): boolean =>
  !hasFlag(args, 'q', 'quiet', 'o', 'output-file', 'a', 'append-output', 'progress', 'no-verbose') &&
  !args.includes('-nv')

/** `-nv` may have other letters behind it, and some calls download nothing. */
const isQuiet = ({ args }: RunCall): boolean =>
  args.length === 0 || hasFlag(args, 'version', 'help', 'V', 'h', 'spider') || args.some((arg) => arg.startsWith('-nv'))

export const rule = defineRule({
  name: 'wget-progress',
  summary: '`wget` writes its progress into the log of the build.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3047'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3047',
      message: 'hadolint misses an option that keeps `wget` from writing its progress.',
      programs: ['wget'],
      isBad,
    }),
  ],
  docs: {
    why: 'Without a terminal wget writes a line of dots for every 50 kilobytes: a large file is thousands of lines in which the error that you look for is lost.',
    bad: `FROM debian:trixie
RUN wget https://example.com/tool-1.2.3.tar.gz
`,
    good: `FROM debian:trixie
RUN wget --progress=dot:giga https://example.com/tool-1.2.3.tar.gz
`,
    ignoreWhen: 'The wget is that of BusyBox, which knows no `--progress`; there `-q` does it.',
  },
  *check({ analysis }) {
    for (const [{ at }, calls] of byRun(callsOf(analysis, ['wget']))) {
      if (!calls.some((call) => isBad(call) && !isQuiet(call))) continue
      yield {
        message: '`wget` writes a line into the log for every 50 kilobytes.',
        hint: 'Add `-nv`, `-q` or `--progress=dot:giga`.',
        at,
      }
    }
  },
})
