import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { shippedStages } from './support/shipped-stages.js'

export const rule = defineRule({
  name: 'frontend-in-env',
  summary: 'The image keeps DEBIAN_FRONTEND, which is for its build alone.',
  category: 'variables',
  severity: 'info',
  codes: [],
  about: { instructions: ['env'] },
  docs: {
    why: 'What ENV sets is in force in every container too: who installs something there by hand is never asked, and gets defaults without a word. ARG holds it for the build only.',
    bad: `FROM debian:trixie-slim
ENV DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
ARG DEBIAN_FRONTEND=noninteractive
RUN apt-get update && apt-get install -y --no-install-recommends tzdata && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'Nobody ever works in a container of this image.',
  },
  check(context) {
    const findings: Finding[] = []
    const kept = shippedStages(context)
    for (const { instruction, place, stage } of context.analysis.steps('env')) {
      if (!kept.has(stage)) continue
      // A later ENV of the same name takes it back.
      if (stage.scope.get('DEBIAN_FRONTEND')?.value !== 'noninteractive') continue
      if (!instruction.pairs.some(({ name, value }) => name === 'DEBIAN_FRONTEND' && /noninteractive/i.test(value)))
        continue
      findings.push({
        message:
          '`DEBIAN_FRONTEND` stays in the image: in every container apt asks nothing, and takes its defaults without a word.',
        hint: 'Write `ARG DEBIAN_FRONTEND=noninteractive`, or set it in front of the command.',
        at: place,
      })
    }
    return findings
  },
})
