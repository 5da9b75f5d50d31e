import { parsePlatform } from '../analysis/platform.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'constant-platform',
  summary: 'FROM is pinned to one platform.',
  category: 'base-image',
  severity: 'warning',
  codes: ['buildkit:FromPlatformFlagConstDisallowed', 'hadolint:DL3029'],
  hadolint: [
    {
      code: 'hadolint:DL3029',
      places: ({ analysis }) =>
        analysis.stages.flatMap(({ platform, stage }) =>
          platform === undefined || /(?:BUILD|TARGET)PLATFORM/.test(platform.word) ? [] : [stage.from],
        ),
      message: 'hadolint knows no `--platform` but `$BUILDPLATFORM` and `$TARGETPLATFORM`.',
    },
  ],
  about: { flags: ['platform'] },
  docs: {
    why: 'With a constant platform the image is for that platform whatever is asked for: on other machines it is emulated, slowly, and a multi-platform image holds the same thing twice.',
    bad: `FROM --platform=linux/amd64 node:24-trixie-slim
CMD ["node", "server.js"]
`,
    good: `FROM node:24-trixie-slim
CMD ["node", "server.js"]
`,
    ignoreWhen:
      'The software exists for one platform only; a stage whose name says so, such as `AS build-amd64`, is not reported.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { platform, stage, name = '' } of analysis.stages) {
      if (platform === undefined || platform.matched.length > 0 || platform.unmatched.length > 0) continue
      const parsed = parsePlatform(platform.value)
      if (parsed === undefined || name.includes(parsed.os) || name.includes(parsed.architecture)) continue
      findings.push({
        message: `\`--platform=${platform.value}\` builds for that platform, whatever is asked for.`,
        hint: 'Leave it out, and choose the platform with `docker build --platform`.',
        at: stage.from,
      })
    }
    return findings
  },
})
