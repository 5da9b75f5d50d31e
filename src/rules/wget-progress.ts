import { callReport } from './support/call-reports.js'
import { hasFlag } from './support/flags.js'
import { optionFix } from './support/option-fix.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
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
  about: { programs: ['wget'] },
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
  check(context) {
    const findings: Finding[] = []
    const loud = callsOf(context.analysis, ['wget']).filter((call) => isBad(call) && !isQuiet(call))
    for (const [{ at, stage }, calls] of byRun(loud)) {
      // That of BusyBox reads `-nv`, and does nothing with it.
      const isGnu = stage.facts?.libc === 'glibc'
      findings.push({
        message: '`wget` writes its progress into the log of the build, line after line.',
        hint: isGnu ? 'Add `-nv`, or `-q`.' : 'Add `-q`, or `-nv` where it is not that of BusyBox.',
        at,
        ...(isGnu ? optionFix('-nv', calls, undefined, context) : {}),
      })
    }
    return findings
  },
})
