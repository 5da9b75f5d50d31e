import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'legacy-key-value',
  summary: 'ENV or LABEL is written without `=`.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:LegacyKeyValueFormat'],
  docs: {
    why: 'In the old form everything behind the name is the value: `ENV A b C=d` sets one variable to `b C=d`. It is deprecated.',
    bad: `FROM debian:trixie-slim
ENV LANG C.UTF-8
`,
    good: `FROM debian:trixie-slim
ENV LANG=C.UTF-8
`,
    ignoreWhen: 'Never; write the `=`.',
  },
  *check({ analysis }) {
    for (const { instruction, place } of analysis.steps('env', 'label')) {
      for (const { name, separator } of instruction.pairs) {
        if (separator === '=') continue
        yield {
          message: `\`${instruction.kind.toUpperCase()} ${name} …\` is the old form, in which everything behind the name is the value.`,
          hint: `Write \`${instruction.kind.toUpperCase()} ${name}=…\`, with quotes around blanks.`,
          at: place,
        }
      }
    }
  },
})
