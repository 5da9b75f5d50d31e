import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'too-many-stages',
  summary: 'The file has more stages than the policy allows.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'The team keeps its Dockerfiles short enough to be read (`policy.maximumStages`). The rule does nothing without that part of the policy.',
    bad: `FROM debian:trixie-slim AS one
FROM one AS two
FROM two
`,
    good: `FROM debian:trixie-slim AS one
FROM one
`,
    ignoreWhen: 'The team has agreed on an exception; write the reason beside it.',
    setting: { policy: { maximumStages: 2 } },
  },
  check({ document, options }) {
    const findings: Finding[] = []
    const { maximumStages } = options.policy ?? {}
    const first = maximumStages === undefined ? undefined : document.stages[maximumStages]
    if (first === undefined) return findings
    findings.push({
      message: `The file has ${document.stages.length} stages, and the policy allows \`${maximumStages}\`.`,
      hint: 'Join stages that are always built together, or split the file.',
      at: first.from,
    })
    return findings
  },
})
