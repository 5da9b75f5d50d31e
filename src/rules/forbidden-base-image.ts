import { matchesImage } from './support/policy-patterns.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const list = (patterns: readonly string[]): string => patterns.map((each) => `\`${each}\``).join(', ')

export const rule = defineRule({
  name: 'forbidden-base-image',
  summary: 'A stage starts from an image that the policy does not allow.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'The team has chosen the images that it looks after (`policy.baseImages.allowed`), or those that it has given up (`policy.baseImages.forbidden`). A pattern without a tag means all tags; `*` stands for any text but `/`. The rule does nothing without that part of the policy.',
    bad: `FROM centos:7
`,
    good: `FROM debian:trixie-slim
`,
    ignoreWhen: 'The team has agreed on an exception; write the reason beside it.',
    setting: { policy: { baseImages: { allowed: ['debian', 'node:24*'] } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { allowed, forbidden = [] } = options.policy?.baseImages ?? {}
    if (allowed === undefined && forbidden.length === 0) return findings
    for (const { base, image, stage } of analysis.stages) {
      // A name that only the build knows is nobody's.
      if (base.kind !== 'image' || image.unmatched.length > 0 || base.reference === '') continue
      const { reference } = base
      const pattern = forbidden.find((each) => matchesImage(each, reference))
      if (pattern !== undefined) {
        findings.push({
          message: `The policy forbids \`${reference}\` as a base image (\`${pattern}\`).`,
          hint: allowed === undefined ? 'Start from another image.' : `Start from one of ${list(allowed)}.`,
          at: stage.from,
        })
      } else if (
        allowed !== undefined &&
        reference !== 'scratch' &&
        !allowed.some((each) => matchesImage(each, reference))
      ) {
        findings.push({
          message: `\`${reference}\` is not among the base images that the policy allows.`,
          hint: `Start from one of ${list(allowed)}.`,
          at: stage.from,
        })
      }
    }
    return findings
  },
})
