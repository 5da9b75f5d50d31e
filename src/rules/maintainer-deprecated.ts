import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'maintainer-deprecated',
  summary: 'MAINTAINER is deprecated.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:MaintainerDeprecated', 'hadolint:DL4000'],
  docs: {
    why: 'A label says the same, and tools can read it.',
    bad: `FROM debian:trixie-slim
MAINTAINER ada@example.com
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.authors="ada@example.com"
`,
    ignoreWhen: 'Never; write the label.',
  },
  *check({ analysis }) {
    for (const { instruction, place } of analysis.steps('maintainer')) {
      yield {
        message: 'MAINTAINER is deprecated.',
        hint: `Write \`LABEL org.opencontainers.image.authors="${instruction.name}"\`.`,
        at: place,
      }
    }
  },
})
