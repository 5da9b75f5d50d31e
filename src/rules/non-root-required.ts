import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { targetStages } from './support/target-stages.js'

const isRoot = (user: string): boolean => /^(?:root|0+)?(?::|$)/.test(user)

export const rule = defineRule({
  name: 'non-root-required',
  summary: 'A final stage runs as root, or nobody knows as whom, which the policy does not allow.',
  category: 'policy',
  severity: 'error',
  codes: [],
  covers: ['root-user'],
  about: { given: 'policy' },
  docs: {
    why: 'With `policy.nonRoot: true` every image runs as a user without rights of its own, and the file says so with USER, unless a base image is known to. The rule does nothing without that part of the policy.',
    bad: `FROM registry.example.com/base/app:3
CMD ["/app"]
`,
    good: `FROM registry.example.com/base/app:3
USER 10001
CMD ["/app"]
`,
    ignoreWhen: 'The process gives its rights up itself, and the team has agreed.',
    setting: { policy: { nonRoot: true } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    if (options.policy?.nonRoot !== true) return findings
    for (const stage of targetStages(analysis, options)) {
      const { user, userSetBy } = stage.end
      // A USER made of a variable says somebody; who, only the build knows.
      if (user === undefined ? userSetBy !== undefined : !isRoot(user)) continue
      findings.push({
        message:
          user === undefined
            ? 'Nothing says as whom this image runs, and the policy demands a user that is not root.'
            : 'This image runs as root, and the policy demands another user.',
        hint: `Write \`USER ${stage.facts?.users.find(({ uid }) => uid >= 1000 && uid < 65_534)?.uid ?? 10001}\` before the end.`,
        at: userSetBy ?? stage.stage.from,
      })
    }
    return findings
  },
})
