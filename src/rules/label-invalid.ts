import type { LabelInstruction } from '../model/instruction.js'
import type { Policy } from './support/policy.js'
import { unquoted, writtenInstructions } from './support/hadolint-report.js'
import { labelTypes } from './support/label-types.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const types = Object.values(labelTypes)

/** Whether hadolint reports one of its codes about the labels of an instruction: it looks at values as they are written. */
const isReported = ({ pairs }: LabelInstruction, code: string, { labels }: Policy): boolean =>
  pairs.some(({ name, value }) => {
    const type = labels?.required?.[unquoted(name)]
    if (type === undefined) return false
    const text = unquoted(value)
    // DL3051 is about any label of the schema that is empty, whatever its type.
    if (code === labelTypes.text.code) return text === ''
    return labelTypes[type].code === code && !labelTypes[type].hadolintAccepts(text)
  })

export const rule = defineRule({
  name: 'label-invalid',
  summary: 'The value of a label is not what the policy demands.',
  category: 'policy',
  severity: 'error',
  codes: types.map(({ code }) => code),
  hadolint: types.map(({ code }) => ({
    code,
    places: ({ analysis, options: { policy } }) =>
      policy?.labels?.required === undefined
        ? []
        : writtenInstructions(analysis, 'label').filter((each) => isReported(each, code, policy)),
    message: 'The value is not of the type that the policy gives this label, as hadolint tests it.',
  })),
  about: { instructions: ['label'], given: 'policy' },
  docs: {
    why: 'Programs read labels: a scanner looks for the license, a catalogue for the address of the source. What they cannot read counts as missing.',
    bad: `FROM debian:trixie-slim
LABEL org.opencontainers.image.licenses="the usual"
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.licenses="Apache-2.0 OR MIT"
`,
    ignoreWhen: 'Never; change the policy when it demands the wrong thing.',
    setting: { policy: { labels: { required: { 'org.opencontainers.image.licenses': 'spdx' } } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const required = options.policy?.labels?.required
    if (required === undefined) return findings
    for (const step of analysis.steps('label')) {
      for (const [index, { name }] of step.instruction.pairs.entries()) {
        const key = step.words[2 * index]
        const value = step.words[2 * index + 1]
        const type = key?.certain === true ? required[key.value] : undefined
        // A value that only the build knows may be right.
        if (type === undefined || value?.certain !== true || value.overridable) continue
        if (value.value !== '' && labelTypes[type].accepts(value.value)) continue
        findings.push({
          message: `The label \`${unquoted(name)}\` is \`${value.value}\`, and the policy demands ${labelTypes[type].what}.`,
          hint: `Write ${labelTypes[type].what}.`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
