import { callReport, listed } from './support/call-reports.js'
import { hadolintOperands, packageManagers, packagesOf } from './support/package-operands.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { byRun, callsOf } from './support/run-calls.js'

export const rule = defineRule({
  name: 'unpinned-packages',
  summary: 'Packages of the distribution are installed in whatever version there is on the day of the build.',
  category: 'packages',
  severity: 'info',
  codes: packageManagers.map(({ code }) => code),
  hadolint: packageManagers.map((manager) =>
    callReport({
      code: manager.code,
      message: 'hadolint takes a word of this command for a package without a version.',
      programs: manager.programs,
      isBad: (call, analysis) =>
        hadolintOperands(call, manager).some((operand) => !manager.isPinned(operand, call, analysis)),
    }),
  ),
  about: { programs: packageManagers.flatMap(({ programs }) => programs) },
  docs: {
    why: 'Two builds of one Dockerfile may then hold different programs, and a failure that a new version brings comes without any change of yours. A version makes the build repeatable for as long as the distribution keeps that version.',
    bad: `FROM alpine:3.23
RUN apk add --no-cache curl
`,
    good: `FROM alpine:3.23
RUN apk add --no-cache curl=~8.17
`,
    ignoreWhen:
      'Distributions delete old versions, so that a pinned one may be gone within weeks. Where a base image with a digest, a snapshot of the mirror or a test of the built image gives you what you need, leave the versions out and switch the rule off.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const manager of packageManagers) {
      for (const [{ at }, calls] of byRun(callsOf(analysis, manager.programs))) {
        const loose = calls.flatMap((call) =>
          packagesOf(call, manager).filter((operand) => !manager.isPinned(operand, call, analysis)),
        )
        if (loose.length === 0) continue
        findings.push({
          message: `${listed(loose)}: no version is given, so two builds of this file may differ.`,
          hint: `Write \`${manager.pinned(loose[0] ?? '')}\`, or pin the base image and the mirror instead.`,
          at,
          codes: [manager.code],
        })
      }
    }
    return findings
  },
})
