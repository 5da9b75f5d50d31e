import { flagValue } from '../model/flag.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'insecure-run',
  summary: 'A RUN leaves the sandbox of the build.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { flags: ['security', 'network'] },
  docs: {
    why: '`--security=insecure` runs with all rights on the building machine, `--network=host` reaches everything that listens on it. Builders refuse both unless they were told to allow them (`--allow`), so the file does not build elsewhere.',
    bad: `FROM debian:trixie-slim
RUN --security=insecure ./make-image
`,
    good: `FROM debian:trixie-slim
RUN ./make-image
`,
    ignoreWhen: 'The step cannot do its work otherwise, and the machine that builds is there for nothing else.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place } of analysis.steps('run')) {
      if (flagValue(instruction, 'security') === 'insecure')
        findings.push({
          message:
            '`--security=insecure` gives this RUN all rights on the building machine, and builders refuse it unless `--allow security.insecure` is set.',
          hint: 'Leave it out, or do the step in a container outside of the build.',
          at: place,
        })
      if (flagValue(instruction, 'network') === 'host')
        findings.push({
          message:
            '`--network=host` lets this RUN reach everything that listens on the building machine, and builders refuse it unless `--allow network.host` is set.',
          hint: 'Leave it out; the default network reaches the outside.',
          at: place,
          severity: 'info',
        })
    }
    return findings
  },
})
