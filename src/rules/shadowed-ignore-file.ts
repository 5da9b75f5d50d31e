import { parseIgnoreFile } from '../ignore/index.js'
import { readIgnoreFile } from './support/ignore-file.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const everything = ['*', '**', '**/*']

export const rule = defineRule({
  name: 'shadowed-ignore-file',
  summary: 'An ignore file is not used, and what it excludes is sent.',
  category: 'context',
  severity: 'warning',
  codes: [],
  about: { given: 'shadowedIgnore' },
  docs: {
    why: '`<Dockerfile>.dockerignore` replaces the `.dockerignore` of the context as a whole; the two are not added up. What only the other one excludes is sent to the builder.',
    bad: `FROM alpine:3.23
COPY . /src
`,
    good: `FROM alpine:3.23
COPY . /src
`,
    ignoreWhen: 'The other file is for other Dockerfiles, and this build wants what that excludes.',
    setting: {
      ignore: 'dist\n',
      shadowedIgnore: { file: '.dockerignore', text: 'dist\n**/.env\n' },
    },
    goodSetting: { ignore: 'dist\n**/.env\n' },
  },
  check({ options: { ignore, ignoreFile, shadowedIgnore } }) {
    const findings: Finding[] = []
    if (ignore === undefined || shadowedIgnore === undefined) return findings
    const { patterns } = readIgnoreFile(ignore)
    const excluded = new Set(patterns.flatMap(({ pattern, keeps }) => (keeps ? [] : [pattern])))
    if (everything.some((pattern) => excluded.has(pattern))) return findings
    const lost = parseIgnoreFile(shadowedIgnore.text).patterns.flatMap(({ pattern, keeps }) =>
      keeps || excluded.has(pattern) ? [] : [`\`${pattern}\``],
    )
    if (lost.length === 0) return findings
    const shown = lost.length > 3 ? `${lost.slice(0, 3).join(', ')} and ${lost.length - 3} more` : lost.join(', ')
    const name = ignoreFile === undefined ? 'the one beside the Dockerfile' : `\`${ignoreFile}\``
    findings.push({
      message: `\`${shadowedIgnore.file}\` is not used, ${name} replaces it: ${shown} is not excluded.`,
      hint: 'Add what is missing here too.',
      span: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      inIgnoreFile: true,
    })
    return findings
  },
})
