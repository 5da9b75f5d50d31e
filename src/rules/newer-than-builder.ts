import { flagIsSet, flagValue, flagValues } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { BuilderName } from './support/rule.js'

interface Feature {
  readonly what: string
  readonly hint: string
  readonly isUsed: (instruction: Instruction) => boolean
}

const link: Feature = {
  what: '`--link`',
  hint: 'Leave it out: it only changes how layers are cached.',
  isUsed: (instruction) => flagIsSet(instruction, 'link'),
}
const parents: Feature = {
  what: '`--parents`',
  hint: 'Copy each directory in a line of its own.',
  isUsed: (instruction) => flagIsSet(instruction, 'parents'),
}
const mounts: Feature = {
  what: '`RUN --mount`',
  hint: 'Copy what is needed, and pass secrets as files that the builder provides.',
  isUsed: (instruction) => flagValues(instruction, 'mount').length > 0,
}
const symbolicMode: Feature = {
  what: 'a symbolic `--chmod`',
  hint: 'Write the mode in octal: `--chmod=755`.',
  isUsed: (instruction) => /[^0-7]/.test((flagValue(instruction, 'chmod') ?? '').replace(/^\$.*/, '')),
}

/**
 * What builders refuse: https://github.com/containers/buildah/issues/5096 (`--link`, until buildah 1.42),
 * https://github.com/GoogleContainerTools/kaniko/issues/969, /1568, /2193 and /3165.
 */
const missing: Readonly<Record<BuilderName, readonly Feature[]>> = {
  buildkit: [],
  buildah: [link, symbolicMode],
  kaniko: [link, parents, mounts],
}

export const rule = defineRule({
  name: 'newer-than-builder',
  summary: 'The file uses what the builder that it is for does not know.',
  category: 'portability',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'Buildah (and so Podman) and kaniko do not follow every feature of BuildKit, or only in recent releases: the build stops at the flag. Which builder a file is for is said with `--builder`.',
    bad: `FROM debian:trixie-slim
COPY --link app /usr/local/bin/
`,
    good: `FROM debian:trixie-slim
COPY app /usr/local/bin/
`,
    ignoreWhen: 'Your release of the builder knows it.',
    setting: { builder: 'buildah' },
  },
  *check({ analysis, options }) {
    const { builder = 'buildkit' } = options
    for (const instruction of analysis.instructions) {
      const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
      for (const { what, hint, isUsed } of missing[builder]) {
        if (isUsed(inner))
          yield {
            message: `${builder} does not know ${what}, at least not in every release in use.`,
            hint,
            at: instruction,
          }
      }
    }
  },
})
