import type { EscapeCharacter } from '../model/document.js'
import { trimmedEnd } from '../words/characters.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, writtenOf } from './support/written.js'

/** A text as a word of LABEL. */
const quoted = (text: string, escape: EscapeCharacter): string =>
  `"${[...text].map((each) => ('"$'.includes(each) || each === escape ? escape + each : each)).join('')}"`

export const rule = defineRule({
  name: 'maintainer-deprecated',
  summary: 'MAINTAINER is deprecated.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:MaintainerDeprecated', 'hadolint:DL4000'],
  about: { instructions: ['maintainer'] },
  docs: {
    why: 'A label says the same, and tools can read it.',
    bad: `FROM debian:trixie-slim
MAINTAINER ada@example.com
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.authors="ada@example.com"
`,
    ignoreWhen: 'Never; write the label.',
  },
  check(context) {
    const findings: Finding[] = []
    const { escape } = context.document.directives
    for (const { instruction, place } of context.analysis.steps('maintainer')) {
      const label = `LABEL org.opencontainers.image.authors=${quoted(instruction.name, escape)}`
      const written = writtenOf(instruction, context)
      const edit = written && editOf(written, 0, trimmedEnd(written.text), label)
      findings.push({
        message: 'MAINTAINER is deprecated.',
        hint: `Write \`${label}\`.`,
        at: place,
        ...fixBy('Write the label', edit),
      })
    }
    return findings
  },
})
