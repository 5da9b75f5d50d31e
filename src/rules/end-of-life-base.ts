import { tableDate } from '../images/index.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'end-of-life-base',
  summary: 'The base image is past its end of life.',
  category: 'base-image',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'After its end of life a release gets no security fixes, its package mirrors disappear, and its image is not built any more.',
    bad: `FROM python:3.8-slim-bullseye
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'Somebody else maintains the release for you.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const today = options.today ?? tableDate
    for (const { base, stage } of analysis.stages) {
      for (const end of base.kind === 'image' ? (base.facts?.endOfLife ?? []) : []) {
        if (end.date >= today) continue
        findings.push({
          message: `${end.subject} in \`${base.kind === 'image' ? base.reference : ''}\` has had no fixes since ${end.date}.`,
          hint: `Move to a release that is maintained: ${end.source}`,
          at: stage.from,
        })
      }
    }
    return findings
  },
})
