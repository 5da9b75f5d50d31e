import { callReport } from './support/call-reports.js'
import { withoutFlags } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'
import type { RunCall } from './support/run-calls.js'

const words = ['dist-upgrade', 'dup']

/** A command that moves the whole system to what the repositories hold, downgrades and other vendors included. */
const upgradeOf = ({ name, args }: RunCall): string | undefined => {
  if (name === 'do-release-upgrade') return name
  const [verb] = withoutFlags(args, ['R', 'root'])
  const isOne = name === 'zypper' ? words.includes(verb ?? '') : verb === 'distro-sync'
  return isOne ? `${name} ${verb ?? ''}` : undefined
}

export const rule = defineRule({
  name: 'distribution-upgrade',
  summary: 'A RUN moves the whole system to another state of the distribution.',
  category: 'packages',
  severity: 'warning',
  codes: ['hadolint:DL3035'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3035',
      message: 'hadolint takes this for an upgrade of the distribution.',
      programs: ['zypper'],
      isBad: ({ args }) => args.some((arg) => words.includes(arg)),
    }),
  ],
  covers: ['system-upgrade'],
  about: { programs: ['zypper', 'dnf', 'yum', 'do-release-upgrade'] },
  docs: {
    why: 'It replaces, removes and even downgrades packages that the base image was tested with, stores them all a second time, and does something else on another day. Another release of the distribution is another tag of the base image.',
    bad: `FROM opensuse/leap:16.0
RUN zypper -n dist-upgrade && zypper clean --all
`,
    good: `FROM opensuse/leap:16.0
RUN zypper -n install --no-recommends curl && zypper clean --all
`,
    ignoreWhen: 'The distribution rolls, and its image is renewed more rarely than you build.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, ['zypper', 'dnf', 'yum', 'do-release-upgrade']))) {
      const found = calls.flatMap((call) => upgradeOf(call) ?? [])[0]
      if (found === undefined) continue
      findings.push({
        message: `\`${found}\` replaces, removes and downgrades packages that the base image came with.`,
        hint: 'Take a newer tag or digest of the base image.',
        at,
      })
    }
    return findings
  },
})
