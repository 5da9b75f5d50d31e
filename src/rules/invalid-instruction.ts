import { checkInstructions } from '../parser/check-instructions.js'
import type { Analysis } from '../analysis/analyse.js'
import type { Instruction } from '../model/instruction.js'
import { writtenInstructions } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** What `unknown-stage` and `invalid-base-reference` say in more helpful words. */
const toldElsewhere =
  /invalid stage index|circular dependency|(?:cannot|can't) (?:copy|mount) from stage|needs to be defined|failed to parse stage name/

const isOutOfRange = (port: string): boolean =>
  (/^(\d+)(?:-(\d+))?(?:\/|$)/.exec(port) ?? []).slice(1).some((each) => Number(each) > 65_535)

/** What stands above the first FROM is in a stage without an image, for this purpose. */
const aboveFrom = ({ stages }: Analysis): readonly Instruction[] =>
  stages.flatMap(({ stage }) => (stage.from.image === '' ? stage.instructions : []))

export const rule = defineRule({
  name: 'invalid-instruction',
  summary: 'An instruction is not valid, and the build fails.',
  category: 'portability',
  severity: 'error',
  codes: ['hadolint:DL3011', 'hadolint:DL3043', 'hadolint:DL3061'],
  hadolint: [
    {
      code: 'hadolint:DL3011',
      places: ({ analysis }) => writtenInstructions(analysis, 'expose').filter(({ ports }) => ports.some(isOutOfRange)),
      message: 'A port is out of range.',
    },
    {
      code: 'hadolint:DL3043',
      places: ({ analysis }) =>
        writtenInstructions(analysis, 'onbuild').filter(({ instruction }) =>
          ['from', 'onbuild', 'maintainer'].includes(instruction.kind),
        ),
      message: 'ONBUILD, FROM and MAINTAINER may not stand behind ONBUILD.',
    },
    {
      code: 'hadolint:DL3061',
      places: ({ analysis }) => aboveFrom(analysis),
      message: 'Only ARG may stand above the first FROM.',
    },
  ],
  docs: {
    why: 'BuildKit refuses the file: an unknown flag, a mount without a target, a port out of range, and so on. The message is the one that the build gives.',
    bad: `FROM debian:trixie-slim
COPY --form=build /app /app
`,
    good: `FROM debian:trixie-slim AS build
RUN touch /app

FROM debian:trixie-slim
COPY --from=build /app /app
`,
    ignoreWhen: 'Never; the build fails. An ONBUILD instruction fails only in the build that it is for.',
  },
  check({ document }) {
    const findings: Finding[] = []
    for (const { message, phase, instruction } of checkInstructions(document)) {
      if (toldElsewhere.test(message)) continue
      findings.push({
        message: phase === 'trigger' ? `A build on this image fails: ${message}` : `The build fails: ${message}`,
        ...(instruction === undefined ? {} : { at: instruction }),
        ...(phase === 'trigger' ? { severity: 'warning' as const } : {}),
      })
    }
    return findings
  },
})
