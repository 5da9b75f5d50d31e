import { parseImageReference } from '../model/image-reference.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'invalid-base-reference',
  summary: 'FROM does not give a valid image name.',
  category: 'base-image',
  severity: 'warning',
  codes: ['buildkit:InvalidDefaultArgInFrom'],
  docs: {
    why: 'An ARG without a default leaves a hole in the name, so a build without `--build-arg` fails: by hand, in an editor, in a scanner. A name that is wrong in itself always fails.',
    bad: `ARG VERSION
FROM node:\${VERSION}-trixie-slim
RUN node --version
FROM node:\${VERSION}
`,
    good: `ARG VERSION=24
FROM node:\${VERSION}-trixie-slim
RUN node --version
`,
    ignoreWhen: 'The build is meant to fail without the argument; `${VERSION:?say which}` says so better.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { image, stage, base, index } of analysis.stages) {
      if (
        analysis.globals.broken ||
        base.kind === 'stage' ||
        image.error !== undefined ||
        parseImageReference(image.value) !== undefined
      )
        continue
      const meant = analysis.names.get(image.value.toLowerCase())
      const own = image.matched.length === 0 && image.unmatched.length === 0
      findings.push({
        message: own
          ? `\`${image.value}\` is not a valid image name: the build fails.`
          : `\`${stage.from.image}\` is \`${image.value}\` when nothing is given with \`--build-arg\`, which is not a valid image name.`,
        hint:
          meant !== undefined && meant.index < index
            ? `FROM knows stages by their names in lower case: write \`FROM ${meant.label}\`.`
            : own
              ? 'Names are in lower case: `registry/repository:tag`.'
              : 'Give the ARG a default value above the first FROM.',
        at: stage.from,
        ...(own ? { severity: 'error' as const } : {}),
      })
    }
    return findings
  },
})
