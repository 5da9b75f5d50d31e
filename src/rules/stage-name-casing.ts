import { defineRule } from './support/rule.js'

export const rule = defineRule({
  name: 'stage-name-casing',
  summary: 'The name of a stage has capital letters.',
  category: 'stages',
  severity: 'warning',
  codes: ['buildkit:StageNameCasing'],
  docs: {
    why: 'Builders turn the name into lower case. `COPY --from=Build` still finds it, but `FROM Build` does not: it is taken for an image, whose name may not have capitals, and the build fails.',
    bad: `FROM golang:1.26-trixie AS BuildBase
`,
    good: `FROM golang:1.26-trixie AS build-base
`,
    ignoreWhen: 'Never; a name costs nothing.',
  },
  *check({ analysis }) {
    for (const { stage } of analysis.stages) {
      const name = stage.from.as
      if (name === undefined || name === name.toLowerCase()) continue
      yield {
        message: `The stage name \`${name}\` has capital letters, and builders turn it into \`${name.toLowerCase()}\`.`,
        hint: `Write \`AS ${name.toLowerCase()}\`.`,
        at: stage.from,
      }
    }
  },
})
