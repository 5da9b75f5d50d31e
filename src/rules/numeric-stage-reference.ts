import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, writtenOf } from './support/written.js'

export const rule = defineRule({
  name: 'numeric-stage-reference',
  summary: 'A stage is referred to by its position.',
  category: 'stages',
  severity: 'info',
  codes: [],
  about: { flags: ['from'] },
  docs: {
    why: '`--from=0` means another stage as soon as somebody adds one above it, and the build may even succeed with the wrong files.',
    bad: `FROM golang:1.26-trixie
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=0 /out/app /app
ENTRYPOINT ["/app"]
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/app /app
ENTRYPOINT ["/app"]
`,
    ignoreWhen: 'The file has two stages and stays that way.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    for (const { copy, instruction, place, stage } of analysis.steps('copy')) {
      const from = copy?.from
      // A stage that comes later is an error of its own.
      if (from?.kind !== 'stage' || !from.byIndex || from.stage.index >= stage.index) continue
      const { name } = from.stage
      const written = name === undefined ? undefined : writtenOf(instruction, context)
      const start = written?.text.slice(0, written.argumentsStart).indexOf(`--from=${from.text}`) ?? -1
      const edit =
        written && start >= 0 ? editOf(written, start + 7, start + 7 + from.text.length, name ?? '') : undefined
      findings.push({
        message: `\`--from=${from.text}\` counts stages: it means another one when a stage is added above.`,
        hint: name === undefined ? 'Name the stage with `AS` and refer to the name.' : `Write \`--from=${name}\`.`,
        at: place,
        ...fixBy('Write the name of the stage', edit),
      })
    }
    return findings
  },
})
