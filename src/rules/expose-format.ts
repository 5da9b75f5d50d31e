import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { portsOf } from './support/ports.js'

export const rule = defineRule({
  name: 'expose-format',
  summary: 'EXPOSE gives an address or a host port.',
  category: 'runtime',
  severity: 'warning',
  codes: ['buildkit:ExposeInvalidFormat'],
  about: { instructions: ['expose'] },
  docs: {
    why: 'EXPOSE documents ports of the container. An address or a port of the host is ignored today and going to be an error; where to publish is said by `docker run -p`.',
    bad: `FROM nginx:1.29-alpine
EXPOSE 127.0.0.1:8080:80
`,
    good: `FROM nginx:1.29-alpine
EXPOSE 80
`,
    ignoreWhen: 'Never; name the port of the container only.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('expose')) {
      for (const { text, host, container } of portsOf(step)) {
        if (host === '') continue
        findings.push({
          message: `\`EXPOSE ${text}\` gives an address or a port of the host, which has no effect.`,
          hint: `Write \`EXPOSE ${container}\`.`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
