import { alongChain } from './support/along-chain.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

type Words = readonly string[]

/** Commands that say what machine runs them. */
const asking: Readonly<Record<string, (args: Words) => boolean>> = {
  uname: (args) => args.some((arg) => /^-[a-z]*[mpi]/.test(arg)),
  arch: (args) => args.length === 0,
  dpkg: (args) => args.includes('--print-architecture'),
  apk: (args) => args.includes('--print-arch'),
}

const programs = Object.keys(asking)

/** The first stage of a chain that names a platform decides. */
const runsOnBuildPlatform = alongChain(({ platform, stage }) => {
  if (platform === undefined) return undefined
  return stage.from.flags.some(({ name, value = '' }) => name === 'platform' && /\bBUILDPLATFORM\b/.test(value))
}, false)

export const rule = defineRule({
  name: 'build-platform-architecture',
  summary: 'A stage on the build platform asks its own machine for the architecture.',
  category: 'base-image',
  severity: 'info',
  codes: [],
  about: { programs },
  docs: {
    why: 'With `FROM --platform=$BUILDPLATFORM` the stage runs on the machine that builds, whatever it builds for: `uname -m` says that machine. What is downloaded or compiled by it for the final image has the wrong architecture on every other platform. `TARGETARCH` is the one that is asked for.',
    bad: `FROM --platform=$BUILDPLATFORM alpine:3.23 AS fetch
RUN wget -q "https://example.com/tool-$(uname -m)" -O /tool
FROM alpine:3.23
COPY --from=fetch /tool /usr/local/bin/tool
`,
    good: `FROM --platform=$BUILDPLATFORM alpine:3.23 AS fetch
ARG TARGETARCH
RUN wget -q "https://example.com/tool-$TARGETARCH" -O /tool
FROM alpine:3.23
COPY --from=fetch /tool /usr/local/bin/tool
`,
    ignoreWhen: 'It is for a tool that the stage itself runs.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { command, script, stage, at } of analysis.commands(...programs)) {
      const name = (command.name ?? '').slice((command.name ?? '').lastIndexOf('/') + 1)
      if (asking[name]?.(command.args) !== true || !runsOnBuildPlatform(stage)) continue
      if (script.variables.has('TARGETARCH') || script.variables.has('TARGETPLATFORM')) continue
      findings.push({
        message: `\`${[name, ...command.args].join(' ')}\` says the machine that builds, not the platform that the image is for.`,
        hint: 'Declare `ARG TARGETARCH` and use `$TARGETARCH`.',
        at,
      })
    }
    return findings
  },
})
