import { checkInstructions } from '../parser/check-instructions.js'
import { defineRule } from './support/rule.js'

/** What `unknown-stage` and `invalid-base-reference` say in more helpful words. */
const toldElsewhere =
  /invalid stage index|circular dependency|(?:cannot|can't) (?:copy|mount) from stage|needs to be defined|failed to parse stage name/

export const rule = defineRule({
  name: 'invalid-instruction',
  summary: 'An instruction is not valid, and the build fails.',
  category: 'portability',
  severity: 'error',
  codes: [],
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
  *check({ document }) {
    for (const { message, phase, instruction } of checkInstructions(document)) {
      if (toldElsewhere.test(message)) continue
      yield {
        message: phase === 'trigger' ? `A build on this image fails: ${message}` : `The build fails: ${message}`,
        ...(instruction === undefined ? {} : { at: instruction }),
        ...(phase === 'trigger' ? { severity: 'warning' as const } : {}),
      }
    }
  },
})
