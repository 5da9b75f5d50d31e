import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, wordsFrom, writtenOf } from './support/written.js'

export const rule = defineRule({
  name: 'from-as-casing',
  summary: 'FROM and AS are written in different cases.',
  category: 'style',
  severity: 'warning',
  codes: ['buildkit:FromAsCasing'],
  about: { traits: ['stage name'] },
  docs: {
    why: 'It reads as if the two did not belong together. BuildKit warns about it.',
    bad: `FROM debian:trixie-slim as base
`,
    good: `FROM debian:trixie-slim AS base
`,
    ignoreWhen: 'Never; it costs nothing.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const { stage } of context.analysis.stages) {
      const { keyword = 'FROM', as, asKeyword = 'AS' } = stage.from
      if (as === undefined) continue
      const wanted = keyword === keyword.toUpperCase() ? 'AS' : keyword === keyword.toLowerCase() ? 'as' : asKeyword
      if (asKeyword === wanted) continue
      const written = writtenOf(stage.from, context)
      const word = written && wordsFrom(written.text, written.argumentsStart)[1]
      findings.push({
        message: `\`${keyword}\` and \`${asKeyword}\` are written in different cases.`,
        hint: `Write \`${wanted}\`.`,
        at: stage.from,
        ...fixBy(`Write \`${wanted}\``, written && word && editOf(written, word.start, word.end, wanted)),
      })
    }
    return findings
  },
})
