import { callReport } from './support/call-reports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'

export const rule = defineRule({
  name: 'apt-in-script',
  summary: 'A RUN calls apt, which is made for people, not for scripts.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3027'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3027',
      message: 'hadolint does not want to see `apt` in a RUN.',
      programs: ['apt'],
      isBad: () => true,
    }),
  ],
  about: { programs: ['apt'] },
  docs: {
    why: 'Options and output of `apt` may change between releases; it says so itself with every call. `apt-get` and `apt-cache` do the same and stay as they are.',
    bad: `FROM debian:trixie-slim
RUN apt update && apt install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'The base image has a fixed release, and the build is tried out when that changes.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, [call]] of byRun(callsOf(analysis, ['apt']))) {
      const words = ['apt', ...(call?.args ?? []).slice(0, 1)].join(' ')
      findings.push({
        message: `\`${words}\`: \`apt\` is for people, and its options and output may change.`,
        hint: 'Call `apt-get` or `apt-cache`.',
        at,
      })
    }
    return findings
  },
})
