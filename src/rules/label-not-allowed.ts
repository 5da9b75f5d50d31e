import { nearest } from '../words/nearest.js'
import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'label-not-allowed',
  summary: 'A label is set that the policy does not name.',
  category: 'policy',
  severity: 'error',
  codes: ['hadolint:DL3050'],
  hadolint: [
    {
      code: 'hadolint:DL3050',
      places: ({ analysis, options: { policy } }) => {
        const { required = {}, strict } = policy?.labels ?? {}
        return strict === true
          ? writtenInstructions(analysis, 'label').filter(({ pairs }) =>
              pairs.some(({ name }) => !Object.hasOwn(required, unquoted(name))),
            )
          : []
      },
      message: 'hadolint compares the name as it is written with those of the policy.',
    },
  ],
  about: { instructions: ['label'], given: 'policy' },
  docs: {
    why: 'The policy has the list of all labels, so another one is a misspelling, or something that nobody reads.',
    bad: `FROM debian:trixie-slim
LABEL org.opencontainers.image.authors="ada@example.com" maintainer="ada@example.com"
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.authors="ada@example.com"
`,
    ignoreWhen: 'Never; add the label to the policy, or turn `strict` off there.',
    setting: { policy: { labels: { required: { 'org.opencontainers.image.authors': 'text' }, strict: true } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { required = {}, strict } = options.policy?.labels ?? {}
    if (strict !== true) return findings
    for (const step of analysis.steps('label')) {
      for (const [index] of step.instruction.pairs.entries()) {
        const key = step.words[2 * index]
        if (key?.certain !== true || Object.hasOwn(required, key.value)) continue
        const meant = nearest(key.value, Object.keys(required))
        findings.push({
          message: `The policy has no label \`${key.value}\`, and allows only those that it names.`,
          hint: meant === undefined ? 'Leave the label out.' : `Did you mean \`${meant}\`?`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
