import { callReport } from './support/call-reports.js'
import { isFlag } from './support/flags.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'

export const rule = defineRule({
  name: 'replaced-shell',
  summary: 'A RUN puts another shell in the place of /bin/sh.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL4005'],
  hadolint: [
    callReport({
      code: 'hadolint:DL4005',
      message: 'hadolint takes this for a new shell in the place of `/bin/sh`.',
      programs: ['ln'],
      isBad: ({ args }) => args.includes('/bin/sh'),
    }),
  ],
  about: { programs: ['ln'] },
  docs: {
    why: 'Every script of the distribution that asks for `/bin/sh` then runs in a shell that it was not written for, and an update of the package puts the old one back. SHELL says what RUNs are read by, and changes nothing else.',
    bad: `FROM debian:trixie-slim
RUN ln -sf /bin/bash /bin/sh
`,
    good: `FROM debian:trixie-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
`,
    ignoreWhen: 'A program that you cannot change calls `/bin/sh` and needs another shell.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const [{ at }, calls] of byRun(callsOf(analysis, ['ln']))) {
      const link = calls.flatMap(({ args }) => {
        const operands = args.filter((arg) => !isFlag(arg))
        return operands.length > 1 && /^(?:\/usr)?\/bin\/sh$/.test(operands.at(-1) ?? '') ? operands : []
      })
      if (link.length === 0) continue
      findings.push({
        message: `\`/bin/sh\` becomes \`${link[0] ?? ''}\` for every script in the image.`,
        hint: `Write \`SHELL ["${link[0] ?? '/bin/bash'}", "-c"]\` for your RUNs.`,
        at,
      })
    }
    return findings
  },
})
