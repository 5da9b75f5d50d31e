import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { startsSomething } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

const isRoot = (user: string): boolean => /^(?:root|0+)?(?::|$)/.test(user)

export const rule = defineRule({
  name: 'root-user',
  summary: 'The image runs as root.',
  category: 'security',
  severity: 'warning',
  codes: ['hadolint:DL3002'],
  hadolint: [
    {
      code: 'hadolint:DL3002',
      places: ({ analysis }) =>
        analysis.stages.flatMap(({ stage }) => {
          const last = stage.instructions.findLast(({ kind }) => kind === 'user')
          return last?.kind === 'user' && /^(?:root|0)(?::|$)/.test(last.user) ? [last] : []
        }),
      message: 'hadolint reports a last USER that is root in any stage, also where the image is built from another.',
    },
  ],
  docs: {
    why: 'A process that runs as root in a container is root for the kernel: a way out of the container is then a way into the machine. Clusters with `runAsNonRoot` refuse to start such an image.',
    bad: `FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
    good: `FROM node:24-trixie-slim
USER 1000
CMD ["node", "server.js"]
`,
    ignoreWhen:
      'The process needs it, and gives its rights up itself: a web server that opens port 80 and starts its workers as another user.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const stage of targetStages(analysis, options)) {
      const { user, userSetBy } = stage.end
      if (
        user === undefined ||
        !isRoot(user) ||
        (userSetBy === undefined && stage.facts?.name === 'scratch' && !startsSomething(stage))
      )
        continue
      findings.push({
        message:
          userSetBy === undefined
            ? `The image runs as root: \`${stage.facts?.name ?? ''}\` does, and nothing sets a USER.`
            : 'The image runs as root.',
        hint: `Write \`USER ${stage.facts?.users.find((each) => each.uid >= 1000 && each.uid < 65534)?.uid ?? 10001}\` before the end.`,
        at: userSetBy ?? stage.stage.from,
        ...(userSetBy === undefined && !startsSomething(stage) ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
