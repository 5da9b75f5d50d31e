import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'exec-form',
  summary: 'CMD or ENTRYPOINT is written in shell form.',
  category: 'runtime',
  severity: 'warning',
  codes: ['buildkit:JSONArgsRecommended', 'hadolint:DL3025'],
  docs: {
    why: 'In shell form the process runs below `/bin/sh -c`, which does not pass signals on: `docker stop` waits ten seconds and kills. Arguments of `docker run` and CMD are ignored by a shell-form ENTRYPOINT. A JSON array with a mistake in it (single quotes, a missing comma) is silently taken for shell form, too.',
    bad: `FROM node:24-trixie-slim
CMD node server.js
`,
    good: `FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
    ignoreWhen: 'A shell is wanted; then say so with SHELL, or write `["/bin/sh", "-c", "exec …"]`.',
  },
  *check({ analysis }) {
    for (const { instruction, place, before } of analysis.steps('cmd', 'entrypoint')) {
      if (instruction.command.form !== 'shell' || before.shell !== undefined) continue
      const keyword = instruction.kind.toUpperCase()
      const { text } = instruction.command
      const brokenArray = text.startsWith('[')
      yield {
        message: brokenArray
          ? `${keyword} looks like a JSON array but is not one, so a shell runs \`${text}\`.`
          : `${keyword} is in shell form: signals such as SIGTERM reach the shell and not the process.`,
        hint: brokenArray
          ? 'Write double quotes around each argument and commas between them.'
          : `Write ${keyword} as a JSON array: \`${keyword} ["…"]\`.`,
        at: place,
      }
    }
  },
})
