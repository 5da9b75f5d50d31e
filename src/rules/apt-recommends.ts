import { callReport } from './support/call-reports.js'
import { hasFlag, withoutFlags } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf, runCalls } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const isBad = ({ args }: RunCall): boolean =>
  args.includes('install') && !hasFlag(args, 'no-install-recommends') && !args.includes('APT::Install-Recommends=false')

const refuses = /--no-install-recommends|--without-recommends|-R\b|APT::Install-Recommends\W+(?:false|0|no)/i

export const rule = defineRule({
  name: 'apt-recommends',
  summary: '`apt` also installs what the packages only recommend.',
  category: 'packages',
  severity: 'info',
  codes: ['hadolint:DL3015'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3015',
      message: 'hadolint misses `--no-install-recommends`.',
      programs: ['apt-get'],
      isBad,
    }),
  ],
  about: { programs: ['apt-get', 'apt', 'aptitude'] },
  docs: {
    why: 'Recommended packages are for people at a machine: manuals, mail servers, fonts. In an image they are megabytes to transfer and more to keep free of vulnerabilities.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen:
      'You need what the package recommends and do not want to name it, or the stage is not part of the image.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const calls = callsOf(analysis, ['apt-get', 'apt', 'aptitude']).filter(
      ({ args }) => args.includes('install') && !refuses.test(args.join(' ')) && withoutFlags(args).length > 1,
    )
    // A setting of apt holds for all steps behind it.
    if (calls.length === 0 || runCalls(analysis).runs.some(({ script }) => refuses.test(settingIn(script?.text))))
      return findings
    for (const [{ at }, [call]] of byRun(calls)) {
      findings.push({
        message: `\`${call?.name ?? ''} install\` without \`--no-install-recommends\` brings packages that nothing needs.`,
        hint: 'Add `--no-install-recommends`, and name what you miss then (often `ca-certificates`).',
        at,
      })
    }
    return findings
  },
})

/** The lines of a script that write a setting of apt. */
const settingIn = (text = ''): string =>
  text.includes('apt.conf') ? text.replaceAll(/\bapt(?:-get|itude)?\s[^;&|]*/g, '') : ''
