import { portsOf } from './support/ports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, wordsFrom, writtenOf } from './support/written.js'

export const rule = defineRule({
  name: 'expose-casing',
  summary: 'The protocol of EXPOSE has capital letters.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:ExposeProtoCasing'],
  about: { instructions: ['expose'] },
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
  check(context) {
    const findings: Finding[] = []
    for (const step of context.analysis.steps('expose')) {
      for (const { text, protocol } of portsOf(step)) {
        if (protocol === protocol.toLowerCase()) continue
        const written = step.place === step.instruction ? writtenOf(step.place, context) : undefined
        const word = written && wordsFrom(written.text, written.argumentsStart).find((each) => each.text === text)
        const start = (word?.end ?? 0) - protocol.length
        const edit = written && word && editOf(written, start, word.end, protocol.toLowerCase())
        findings.push({
          message: `The protocol of \`${text}\` has capital letters.`,
          hint: `Write \`${text.toLowerCase()}\`.`,
          at: step.place,
          ...(text.endsWith(`/${protocol}`) ? fixBy('Write the protocol in lower case', edit) : {}),
        })
      }
    }
    return findings
  },
})
