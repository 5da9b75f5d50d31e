import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./

const isValid = (key: string): boolean =>
  /^[a-z](?:[a-z0-9._/-]*[a-z0-9])?$/.test(key) && !/\.\.|--/.test(key) && !reserved.test(key)

export const rule = defineRule({
  name: 'label-key',
  summary: 'The name of a label is not one by the conventions, or is reserved.',
  category: 'style',
  severity: 'info',
  codes: ['hadolint:DL3048'],
  hadolint: [
    {
      code: 'hadolint:DL3048',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'label').filter(({ pairs }) =>
          pairs.some(({ name }) => !isValid(unquoted(name))),
        ),
      message: 'hadolint does not take the name of a label that has a variable in it.',
    },
  ],
  about: { instructions: ['label'] },
  docs: {
    why: 'Names of labels are lower case letters, digits, and single `.` and `-` between them, and begin with a domain of yours: then filters find them, and no tool takes them for its own. What begins with `com.docker.`, `io.docker.` or `org.dockerproject.` is reserved.',
    bad: `FROM debian:trixie-slim
LABEL Description="A shell"
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.description="A shell"
`,
    ignoreWhen: 'A tool that you use reads exactly this name.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, words } of analysis.steps('label')) {
      for (const [index] of instruction.pairs.entries()) {
        const key = words[2 * index]
        if (key === undefined || key.matched.length + key.unmatched.length > 0 || isValid(key.value)) continue
        const isReserved = reserved.test(key.value)
        findings.push({
          message: isReserved
            ? `Labels like \`${key.value}\` are reserved for Docker's own use.`
            : `\`${key.value}\` is not a name for a label by the conventions: lower case letters, digits, single \`.\` and \`-\` between them.`,
          hint: isReserved ? 'Begin the name with a domain of yours.' : 'Choose another name.',
          at: place,
        })
      }
    }
    return findings
  },
})
