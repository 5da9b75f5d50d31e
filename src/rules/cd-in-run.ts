import { callReport } from './support/call-reports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { runCalls } from './support/run-calls.js'

export const rule = defineRule({
  name: 'cd-in-run',
  summary: 'A RUN begins with a change of folder that WORKDIR could make.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3003'],
  hadolint: [
    callReport({
      code: 'hadolint:DL3003',
      message: 'hadolint does not want to see `cd` in a RUN.',
      programs: ['cd'],
      isBad: () => true,
      notOnbuild: true,
    }),
  ],
  about: { programs: ['cd'] },
  docs: {
    why: 'The folder that `cd` changes to holds until the end of the RUN only, so that the next one has to begin in the same way. WORKDIR holds for all of them, and says where the work is done.',
    bad: `FROM golang:1.26-trixie
RUN cd /src && go build -o /app .
`,
    good: `FROM golang:1.26-trixie
WORKDIR /src
RUN go build -o /app .
`,
    ignoreWhen: 'Only this one command needs the folder, and a WORKDIR before and after it would be longer.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { calls, at, script } of runCalls(analysis).runs) {
      const [first, second] = calls
      // A `cd` alone changes nothing, which is another defect.
      if (first?.name !== 'cd' || second === undefined || second.name === 'cd') continue
      const [folder = ''] = first.args
      if (!/^\/[\w./-]*$/.test(folder) || !/^cd\s/.test(script?.text.trimStart() ?? '')) continue
      findings.push({
        message: `The RUN begins with \`cd ${folder}\`, which holds for this RUN only.`,
        hint: `Write \`WORKDIR ${folder}\` above it.`,
        at,
      })
    }
    return findings
  },
})
