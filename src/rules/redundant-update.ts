import type { CommandUse } from '../analysis/commands.js'
import type { StageNode } from '../analysis/stage-node.js'
import { hasLetter, hasOption } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const refreshes = ({ command: { args } }: CommandUse): boolean =>
  hasOption(args, '--no-cache', '--update-cache', '--update') || hasLetter(args, 'U')

export const rule = defineRule({
  name: 'redundant-update',
  summary: '`apk update` fetches an index that nothing uses.',
  category: 'packages',
  severity: 'warning',
  codes: [],
  about: { programs: ['apk'] },
  docs: {
    why: '`apk add --no-cache` fetches the index by itself and does not store it. With `apk update` in front of it, the index is fetched twice, and the first copy stays in the layer.',
    bad: `FROM alpine:3.23
RUN apk update && apk add --no-cache curl
`,
    good: `FROM alpine:3.23
RUN apk add --no-cache curl
`,
    ignoreWhen: 'As an info: the copy is deleted again, and only time is lost.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const later = new Map<StageNode, boolean>()
    // From the end: what comes behind an update in its stage is known when it is met.
    for (const use of analysis.commands('apk').toReversed()) {
      const { step, stage, command, at, script } = use
      const { args } = command
      if (args.some((arg) => ['add', 'upgrade', 'fix'].includes(arg)))
        later.set(stage, refreshes(use) && later.get(stage) !== false)
      if (!args.includes('update') || later.get(stage) !== true) continue
      if (command.guarded || step.mounts?.some(({ mount }) => mount.type === 'cache') === true) continue
      const isDeleted = hasOption(args, '--no-cache') || /\/var\/cache\/apk|\/lib\/apk\/db/.test(script.text)
      findings.push({
        message: `\`apk update\` is of no use: \`--no-cache\` fetches the index itself${isDeleted ? '' : ', and this one stays in the image'}.`,
        hint: 'Leave `apk update` out.',
        at,
        ...(isDeleted ? { severity: 'info' as const } : {}),
      })
    }
    return findings
  },
})
