import { mayBePutAt } from '../analysis/file-system.js'
import { commandOf } from './support/command-of.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'shell-form-without-shell',
  summary: 'An instruction needs a shell, and the image has none.',
  category: 'runtime',
  severity: 'error',
  codes: [],
  covers: ['exec-form'],
  docs: {
    why: 'Shell form runs `/bin/sh -c …`. Images such as `scratch` and distroless hold no shell, so a RUN fails the build, and a CMD, ENTRYPOINT or HEALTHCHECK fails when the container starts. The `:debug` images of distroless have a shell, but at `/busybox/sh`.',
    bad: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/app /app
ENTRYPOINT /app
`,
    good: `FROM golang:1.26-trixie AS build
RUN go build -o /out/app ./cmd/app

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/app /app
ENTRYPOINT ["/app"]
`,
    ignoreWhen: 'Never; where it is reported there is certainly no shell.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const stage of analysis.stages) {
      const { facts } = stage
      if (facts === undefined) continue
      for (const step of stage.steps) {
        const command = commandOf(step)
        if (command?.form !== 'shell') continue
        const shell = step.before.shell?.[0] ?? '/bin/sh'
        const name = shell.slice(shell.lastIndexOf('/') + 1)
        const has = shell.startsWith('/')
          ? facts.shells.includes(shell)
          : facts.shells.some((each) => each.endsWith(`/${name}`))
        if (
          has ||
          facts.shells.includes('/bin/sh') ||
          mayBePutAt(stage, shell.startsWith('/') ? shell : `/bin/${shell}`, step.index)
        )
          continue
        const keyword = step.instruction.kind.toUpperCase()
        const [other] = facts.shells
        findings.push({
          message: `${keyword} in shell form needs \`${shell}\`, which is not in \`${facts.name}\`${facts.name === 'scratch' ? '' : ' images'}.`,
          hint:
            other !== undefined
              ? `The shell of this image is \`${other}\`: write \`SHELL ["${other}", "-c"]\` above, or the JSON form.`
              : keyword === 'RUN'
                ? 'Do it in another stage and copy the result.'
                : `Write ${keyword} as a JSON array.`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
