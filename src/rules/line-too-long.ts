import { isTooLong } from '../parser/directives.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'line-too-long',
  summary: 'A line is longer than builders read.',
  category: 'portability',
  severity: 'error',
  codes: [],
  docs: {
    why: 'BuildKit reads lines of up to 65,535 bytes and refuses the file otherwise.',
    bad: `FROM debian:trixie-slim
LABEL text="<70000 characters>"
`,
    good: `FROM debian:trixie-slim
LABEL text="short"
`,
    ignoreWhen: 'Never; the build fails.',
  },
  check({ options }) {
    const findings: Finding[] = []
    const { text = '' } = options
    if (!isTooLong(text)) return findings
    for (const [index, line] of text.split('\n').entries()) {
      if (!isTooLong(line)) continue
      const at = { line: index + 1, column: 1 }
      findings.push({
        message: 'This line is longer than 65,535 bytes: the build fails.',
        hint: 'Copy long content from a file, or use a heredoc.',
        span: { start: at, end: { ...at, column: line.length + 1 } },
      })
    }
    return findings
  },
})
