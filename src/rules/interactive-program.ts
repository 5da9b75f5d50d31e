import { callReport } from './support/call-reports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'

/** What each shows or does to a running system, and what is left of it in a build. */
const programs: Readonly<Record<string, string>> = {
  top: 'shows processes, and there are none but the build',
  ps: 'shows processes, and there are none but the build',
  free: 'shows the memory of the builder',
  vim: 'waits for somebody who types',
  shutdown: 'stops a machine, and there is none',
}

const knownToHadolint = ['free', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']

export const rule = defineRule({
  name: 'interactive-program',
  summary: 'A RUN calls a program that is for people in front of a running system.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3001'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3001',
      message: 'hadolint takes this program for one that makes no sense in a build.',
      programs: knownToHadolint,
      isBad: () => true,
    }),
  ],
  about: { programs: [...Object.keys(programs), ...knownToHadolint] },
  docs: {
    why: 'Nobody watches a build, and no other process runs in it. What such a program shows goes to the log and changes nothing in the image.',
    bad: `FROM debian:trixie-slim
RUN free -m && ps aux
`,
    good: `FROM debian:trixie-slim
CMD ["bash"]
`,
    ignoreWhen: 'You look for a fault in the build itself.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, Object.keys(programs)))) {
      const [call] = calls
      if (call === undefined) continue
      findings.push({
        message: `\`${call.name}\` ${programs[call.name] ?? ''}.`,
        hint: 'Leave it out.',
        at,
      })
    }
    return findings
  },
})
