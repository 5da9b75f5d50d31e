import { samplePlatform } from '../analysis/predefined-args.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { editOf, fixBy, type Written, writtenOf } from './support/written.js'

/** Leaves the flag out where it is the only one. */
const withoutFlag = (written: Written) => {
  const flag = /^\S+\s+(?=--platform=\S+\s+$)/.exec(written.text.slice(0, written.argumentsStart))
  return flag === null ? undefined : editOf(written, flag[0].length, written.argumentsStart, '')
}

const targetPlatform = /^\$(?:TARGETPLATFORM|\{TARGETPLATFORM\})$/

export const rule = defineRule({
  name: 'redundant-target-platform',
  summary: 'FROM names the target platform, which is the default.',
  category: 'base-image',
  severity: 'warning',
  codes: ['buildkit:RedundantTargetPlatform', 'hadolint:DL3065'],
  hadolint: [
    {
      code: 'hadolint:DL3065',
      places: ({ analysis }) =>
        analysis.stages.flatMap(({ platform, stage }) =>
          platform !== undefined && targetPlatform.test(platform.word) ? [stage.from] : [],
        ),
      message: 'hadolint takes `$TARGETPLATFORM` for the default, also where an ARG changes it.',
    },
  ],
  about: { flags: ['platform'] },
  docs: {
    why: 'Without `--platform` a stage is built for the target platform anyway. `$BUILDPLATFORM` is what one usually wants there, for a stage that cross-compiles.',
    bad: `FROM --platform=$TARGETPLATFORM alpine:3.23
CMD ["/bin/true"]
`,
    good: `FROM alpine:3.23
CMD ["/bin/true"]
`,
    ignoreWhen: 'Never; leave it out.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    const target = analysis.globals.scope.get('TARGETPLATFORM')?.value ?? samplePlatform.TARGETPLATFORM
    for (const { platform, stage } of analysis.stages) {
      if (platform?.matched.length !== 1 || platform.unmatched.length > 0) continue
      if (platform.matched[0] !== 'TARGETPLATFORM' || platform.value !== target) continue
      const written = writtenOf(stage.from, context)
      findings.push({
        message: `\`--platform=${platform.word}\` is the default.`,
        hint: 'Leave it out, or write `--platform=$BUILDPLATFORM` for a stage that cross-compiles.',
        at: stage.from,
        ...fixBy('Leave the flag out', written && withoutFlag(written)),
      })
    }
    return findings
  },
})
