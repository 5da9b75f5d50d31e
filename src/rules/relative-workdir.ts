import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Also a Windows path, and one that begins with a variable. */
const absoluteForHadolint = /^(?:[/$]|\p{L}:)/u

export const rule = defineRule({
  name: 'relative-workdir',
  summary: 'The first WORKDIR of a stage is relative.',
  category: 'runtime',
  severity: 'warning',
  codes: ['buildkit:WorkdirRelativePath', 'hadolint:DL3000'],
  hadolint: [
    {
      code: 'hadolint:DL3000',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'workdir').filter(({ path }) => !absoluteForHadolint.test(unquoted(path))),
      message: 'hadolint wants each WORKDIR to be absolute, also below another.',
    },
  ],
  about: { instructions: ['workdir'] },
  docs: {
    why: 'A relative WORKDIR is added to the one that the base image has, which may change with its next release.',
    bad: `FROM node:24-trixie-slim
WORKDIR app
`,
    good: `FROM node:24-trixie-slim
WORKDIR /app
`,
    ignoreWhen: 'Never; write the absolute path.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('workdir')) {
      const path = step.value?.value ?? ''
      if (step.before.workdirSet || path.startsWith('/')) continue
      findings.push({
        message: `\`WORKDIR ${step.instruction.path}\` is relative to a directory that this file does not say.`,
        hint: `Write \`WORKDIR /${path.replace(/^\.\//, '')}\`.`,
        at: step.place,
      })
    }
    return findings
  },
})
