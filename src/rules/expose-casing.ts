import { portsOf } from './support/ports.js'
import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'expose-casing',
  summary: 'The protocol of EXPOSE has capital letters.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:ExposeProtoCasing'],
  docs: {
    why: 'Protocols are written in lower case; builders convert them, other readers of the file may not.',
    bad: `FROM nginx:1.29-alpine
EXPOSE 80/TCP
`,
    good: `FROM nginx:1.29-alpine
EXPOSE 80/tcp
`,
    ignoreWhen: 'Never; it costs nothing.',
  },
  *check({ analysis }) {
    for (const step of analysis.steps('expose')) {
      for (const { text, protocol } of portsOf(step)) {
        if (protocol === protocol.toLowerCase()) continue
        yield {
          message: `The protocol of \`${text}\` has capital letters.`,
          hint: `Write \`${text.toLowerCase()}\`.`,
          at: step.place,
        }
      }
    }
  },
})
