import { parseImageReference } from '../model/image-reference.js'
import { stagesWithFrom } from './support/hadolint-report.js'
import { imageOf } from './support/hadolint-image.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'untagged-base',
  summary: 'An image is named without a tag or digest.',
  category: 'base-image',
  severity: 'warning',
  codes: ['hadolint:DL3006'],
  hadolint: [
    {
      code: 'hadolint:DL3006',
      places: ({ analysis }) => {
        const names = new Set(['scratch'])
        return stagesWithFrom(analysis).flatMap(({ stage: { from } }) => {
          const { name, tag, digest } = imageOf(from)
          const isTagged = tag !== undefined || digest !== undefined || name.startsWith('$') || names.has(name)
          if (from.as !== undefined) names.add(from.as)
          return isTagged ? [] : [from]
        })
      },
      message:
        'hadolint finds no tag; it does not know the value of variables, and compares stage names with their case.',
    },
  ],
  docs: {
    why: 'Without a tag the builder takes `latest`, which is another image every few weeks: the same file builds today and fails tomorrow.',
    bad: `FROM python
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'The image has only one tag.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { base, image, stage } of analysis.stages) {
      if (base.kind === 'stage' || base.reference === 'scratch' || image.unmatched.length > 0) continue
      const reference = parseImageReference(base.reference)
      if (reference === undefined || reference.tag !== undefined || reference.digest !== undefined) continue
      findings.push({
        message: `\`${base.reference}\` has no tag, so it is another image every few weeks.`,
        hint: 'Name the release that you want.',
        at: stage.from,
        // The name of a distroless image says the release, its tag only the variant.
        ...(/\/distroless\/.*-debian\d+$/.test(base.reference) ? { severity: 'info' as const } : {}),
      })
    }
    for (const step of analysis.steps('copy', 'run')) {
      if (step.instruction.flags.length === 0) continue
      for (const from of [step.copy?.from, ...(step.mounts ?? []).map((mount) => mount.from)]) {
        // A plain name may be a context that is given with `--build-context`.
        if (from?.kind !== 'image' || !from.reference.includes('/')) continue
        const reference = parseImageReference(from.reference)
        if (reference === undefined || reference.tag !== undefined || reference.digest !== undefined) continue
        findings.push({
          message: `\`${from.reference}\` has no tag, so it is another image every few weeks.`,
          hint: 'Name the release that you want.',
          at: step.place,
          codes: [],
        })
      }
    }
    return findings
  },
})
