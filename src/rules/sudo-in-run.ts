import { callReport } from './support/call-reports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

/** `sudo -u postgres …`: to become somebody else, not root. */
const changesUser = ({ args: [first = ''] }: RunCall): boolean => /^(?:-[a-zA-Z]*u|--user)/.test(first)

const isRoot = (user: string): boolean => /^(?:root|0)(?::|$)/.test(user)

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
  about: { programs: ['sudo'] },
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
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at, step, script }, calls] of byRun(callsOf(analysis, ['sudo']))) {
      // A script that asks who it is calls `sudo` only where that is needed.
      if (/\bid -u\b|\bwhoami\b|\$\{?E?UID\b/.test(script?.text ?? '')) continue
      const call = calls.find((each) => !changesUser(each))
      if (call === undefined) continue
      const words = ['sudo', ...call.args.slice(0, 1)].join(' ')
      const { user } = step.before
      const asRoot = user !== undefined && isRoot(user)
      findings.push({
        message: asRoot
          ? `\`${words}\`: the RUN is root already.`
          : `\`${words}\`: a user who may call \`sudo\` without a password is root, in the container, too.`,
        hint: asRoot
          ? 'Leave `sudo` out.'
          : user === undefined
            ? 'Leave `sudo` out; where the base image has another user, write `USER root` above.'
            : 'Do it above the USER, and leave `sudo` out of the image.',
        at,
        ...(asRoot ? {} : { severity: 'info' as const }),
      })
    }
    return findings
  },
})
