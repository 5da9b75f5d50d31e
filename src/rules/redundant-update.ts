import type { CommandUse } from '../analysis/commands.js'
import { hasLetter, hasOption } from './support/command-line.js'
import { defineRule } from './support/rule.js'

const refreshes = ({ command: { args } }: CommandUse): boolean =>
  hasOption(args, '--no-cache', '--update-cache', '--update') || hasLetter(args, 'U')

export const rule = defineRule({
  name: 'redundant-update',
  summary: '`apk update` fetches an index that nothing uses.',
  category: 'packages',
  severity: 'warning',
  codes: [],
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
  *check({ analysis }) {
    const uses = analysis.commands('apk')
    const updates = uses.filter(({ command }) => command.args.includes('update'))
    for (const use of updates) {
      const { step, stage, command, at, script } = use
      if (command.guarded || step.mounts?.some(({ mount }) => mount.type === 'cache') === true) continue
      const later = uses.filter(
        (each) =>
          each.stage === stage &&
          each.order > use.order &&
          each.command.args.some((arg) => ['add', 'upgrade', 'fix'].includes(arg)),
      )
      if (later.length === 0 || !later.every(refreshes)) continue
      const isDeleted = hasOption(command.args, '--no-cache') || /\/var\/cache\/apk|\/lib\/apk\/db/.test(script.text)
      yield {
        message: `\`apk update\` is of no use: \`--no-cache\` fetches the index itself${isDeleted ? '' : ', and this one stays in the image'}.`,
        hint: 'Leave `apk update` out.',
        at,
        ...(isDeleted ? { severity: 'info' as const } : {}),
      }
    }
  },
})
