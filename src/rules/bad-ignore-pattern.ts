import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'bad-ignore-pattern',
  summary: 'A pattern of the ignore file has a syntax error.',
  category: 'context',
  severity: 'error',
  codes: [],
  about: { given: 'ignore' },
  docs: {
    why: 'Docker refuses the whole ignore file, and the build with it, or fails as soon as it compares a path with that pattern.',
    bad: `FROM alpine:3.23
COPY src /src
`,
    good: `FROM alpine:3.23
COPY src /src
`,
    ignoreWhen: 'Never; no build can use this file.',
    setting: { ignore: 'dist\nlogs/[0-9\n', files: ['src/main.c'] },
    goodSetting: { ignore: 'dist\nlogs/[0-9]\n' },
  },
  check({ options: { ignore } }) {
    const findings: Finding[] = []
    if (ignore === undefined) return findings
    for (const { message, hint, span } of readIgnoreFile(ignore).problems) {
      findings.push({ message, hint, span, inIgnoreFile: true })
    }
    return findings
  },
})
