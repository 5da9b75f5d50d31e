import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const reserved = ['scratch', 'context']

export const rule = defineRule({
  name: 'reserved-stage-name',
  summary: 'A stage is called `scratch` or `context`, which mean something else.',
  category: 'stages',
  severity: 'warning',
  codes: ['buildkit:ReservedStageName', 'hadolint:DL3063'],
  about: { traits: ['stage name'] },
  docs: {
    why: '`scratch` is the empty base image and `context` the build context. A stage of that name hides them, or is hidden by them, depending on the builder.',
    bad: `FROM debian:trixie-slim AS scratch
RUN echo hello
`,
    good: `FROM debian:trixie-slim AS greeting
RUN echo hello
`,
    ignoreWhen: 'Never; a name costs nothing.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { name, stage } of analysis.stages) {
      if (name === undefined || !reserved.includes(name)) continue
      findings.push({
        message: `A stage called \`${name}\` hides what that name stands for.`,
        hint: 'Give the stage another name.',
        at: stage.from,
        ...(stage.from.as === name ? {} : { codes: ['buildkit:ReservedStageName'] }),
      })
    }
    return findings
  },
})
