import { sameLineForHadolint } from './support/hadolint-env.js'
import { unquoted } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'env-reads-old-value',
  summary: 'A variable is used in the ENV that sets it, and has its old value there.',
  category: 'variables',
  severity: 'warning',
  codes: ['hadolint:DL3044'],
  hadolint: [sameLineForHadolint],
  about: { instructions: ['env'] },
  docs: {
    why: 'All values of one ENV are resolved before any of them is set, so a variable that stands further left in the same ENV still has the value from before.',
    bad: `FROM debian:trixie-slim
ENV PATH=/opt/tools/bin:$PATH CRON_PATH=$PATH
`,
    good: `FROM debian:trixie-slim
ENV PATH=/opt/tools/bin:$PATH
ENV CRON_PATH=$PATH
`,
    ignoreWhen: 'The old value is what is meant.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, words, undefinedNames } of analysis.steps('env')) {
      if (instruction.pairs.length < 2) continue
      const set = new Set<string>()
      for (const [index, { name, value }] of instruction.pairs.entries()) {
        const used = words[2 * index + 1]?.matched.find((each) => set.has(each) && !undefinedNames.includes(each))
        if (used !== undefined) {
          findings.push({
            message: `\`$${used}\` has its old value here: what this ENV sets holds from the next instruction on.`,
            hint: `Write \`ENV ${name}=…\` as an instruction of its own.`,
            at: place,
          })
        }
        // `A=$A` makes a variable of an ARG, with the same value.
        const isSame = [`$${name}`, `\${${name}}`].includes(unquoted(value))
        if (!isSame) set.add(words[2 * index]?.value ?? name)
      }
    }
    return findings
  },
})
