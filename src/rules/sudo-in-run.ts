import { callReport } from './support/call-reports.js'
import { defineRule } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'

const isRoot = (user: string | undefined): boolean => user === undefined || /^(?:root|0)(?::|$)/.test(user)

export const rule = defineRule({
  name: 'sudo-in-run',
  summary: 'A RUN calls sudo.',
  category: 'security',
  severity: 'warning',
  codes: ['hadolint:DL3004'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3004',
      message: 'hadolint does not want to see `sudo` in a RUN.',
      programs: ['sudo'],
      isBad: () => true,
    }),
  ],
  docs: {
    why: 'A RUN is root unless USER says otherwise, so that `sudo` does nothing. Behind a USER it needs a program with the setuid bit and a rule without a password, and both stay in the image: whoever runs a program there can become root.',
    bad: `FROM debian:trixie-slim
RUN sudo apt-get update
`,
    good: `FROM debian:trixie-slim
RUN apt-get update
`,
    ignoreWhen: 'The image is for people to work in, and they are meant to become root.',
  },
  *check({ analysis }) {
    for (const [{ at, step }, [call]] of byRun(callsOf(analysis, ['sudo']))) {
      const words = ['sudo', ...(call?.args ?? []).slice(0, 1)].join(' ')
      const asRoot = isRoot(step.before.user)
      yield {
        message: asRoot
          ? `\`${words}\`: the RUN is root already.`
          : `\`${words}\`: a user who may call \`sudo\` without a password is root, in the container, too.`,
        hint: asRoot ? 'Leave `sudo` out.' : 'Do it above the USER, and leave `sudo` out of the image.',
        at,
        ...(asRoot ? {} : { severity: 'info' as const }),
      }
    }
  },
})
