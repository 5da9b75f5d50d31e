import type { Analysis } from '../analysis/analyse.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

interface Named {
  readonly reference: string
  readonly at: Instruction
}

/** The images that a build takes, by FROM, `COPY --from` and mounts. */
const imagesOf = ({ stages, steps }: Analysis): readonly Named[] => [
  ...stages.flatMap(({ base, stage }) =>
    base.kind === 'image' ? [{ reference: base.reference, at: stage.from }] : [],
  ),
  ...steps('copy', 'add', 'run').flatMap(({ copy, mounts = [], place }) =>
    [copy?.from, ...mounts.map(({ from }) => from)].flatMap((from) =>
      from?.kind === 'image' ? [{ reference: from.reference, at: place }] : [],
    ),
  ),
]

export const rule = defineRule({
  name: 'digest-required',
  summary: 'An image has no digest, which the policy demands.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'A tag can be moved to another image, a digest cannot. With `policy.digests: true` every image that a build takes has one, in FROM, in `COPY --from` and in mounts. The rule does nothing without that part of the policy.',
    bad: `FROM debian:trixie-slim
`,
    good: `FROM debian:trixie-slim@sha256:1caf1c703c8f7e15dcf2e7769b35000c764e6f50e4d7401c355fb0248f3ddfdb
`,
    ignoreWhen: 'The image is built in the same pipeline, and its digest is not known before.',
    setting: { policy: { digests: true } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    if (options.policy?.digests !== true) return findings
    for (const { reference, at } of imagesOf(analysis)) {
      if (reference === 'scratch' || reference.includes('@') || reference.includes('$') || reference === '') continue
      findings.push({
        message: `\`${reference}\` has no digest, and the policy demands one: the tag can be moved to another image.`,
        hint: `Write \`${reference}@sha256:…\` with the digest that \`docker buildx imagetools inspect ${reference}\` shows.`,
        at,
      })
    }
    return findings
  },
})
