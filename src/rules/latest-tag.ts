import { parseImageReference } from '../model/image-reference.js'
import { imageOf } from './support/hadolint-image.js'
import { stagesWithFrom } from './support/hadolint-report.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'latest-tag',
  summary: 'An image is taken with the tag `latest`.',
  category: 'base-image',
  severity: 'warning',
  codes: ['hadolint:DL3007'],
  hadolint: [
    {
      code: 'hadolint:DL3007',
      places: ({ analysis }) =>
        stagesWithFrom(analysis).flatMap(({ stage: { from } }) => {
          const { tag, digest } = imageOf(from)
          return tag === 'latest' && digest === undefined ? [from] : []
        }),
      message: 'hadolint reports the tag `latest` also where the name of the image says its release.',
    },
  ],
  docs: {
    why: '`latest` is another image every few weeks: the same file builds today and fails tomorrow.',
    bad: `FROM alpine:latest
CMD ["/bin/true"]
`,
    good: `FROM alpine:3.23
CMD ["/bin/true"]
`,
    ignoreWhen: 'The image has only one tag, or the point of the build is to try the newest.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { base, stage } of analysis.stages) {
      if (base.kind === 'stage') continue
      const reference = parseImageReference(base.reference)
      // The release of such an image is in its name, and its tag says the variant.
      if (
        reference?.tag !== 'latest' ||
        reference.digest !== undefined ||
        /^distroless\/.*-debian\d+$/.test(reference.repository)
      )
        continue
      findings.push({
        message: `\`${base.reference}\` is another image every few weeks.`,
        hint: 'Name the release that you want.',
        at: stage.from,
        // A tag from a variable is there to be given with the build.
        ...(stage.from.image.endsWith(':latest') ? {} : { severity: 'info' as const }),
      })
    }
    return findings
  },
})
