import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, wordsFrom, writtenOf } from './support/written.js'

export const rule = defineRule({
  name: 'stage-name-casing',
  summary: 'The name of a stage has capital letters.',
  category: 'stages',
  severity: 'warning',
  codes: ['buildkit:StageNameCasing'],
  about: { traits: ['stage name'] },
  docs: {
    why: 'Builders turn the name into lower case. `COPY --from=Build` still finds it, but `FROM Build` does not: it is taken for an image, whose name may not have capitals, and the build fails.',
    bad: `FROM golang:1.26-trixie AS BuildBase
`,
    good: `FROM golang:1.26-trixie AS build-base
`,
    ignoreWhen: 'Never; a name costs nothing.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const { stage } of context.analysis.stages) {
      const name = stage.from.as
      if (name === undefined || name === name.toLowerCase()) continue
      const written = writtenOf(stage.from, context)
      const word = written && wordsFrom(written.text, written.argumentsStart)[2]
      const edit = written && word && editOf(written, word.start, word.end, name.toLowerCase())
      findings.push({
        message: `The stage name \`${name}\` has capital letters, and builders turn it into \`${name.toLowerCase()}\`.`,
        hint: `Write \`AS ${name.toLowerCase()}\`.`,
        at: stage.from,
        ...fixBy('Write the name in lower case', edit),
      })
    }
    return findings
  },
})
