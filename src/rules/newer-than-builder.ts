import { flagIsSet, flagValue, flagValues } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
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
const exclude: Feature = {
  what: '`--exclude`',
  hint: 'Put the pattern into the ignore file, or name what is copied.',
  isUsed: (instruction) => flagValues(instruction, 'exclude').length > 0,
}
const heredoc: Feature = {
  what: 'heredocs',
  hint: 'Join the commands with `&&`, or copy a file with them.',
  isUsed: (instruction) =>
    (instruction.kind === 'run' || instruction.kind === 'copy' || instruction.kind === 'add') &&
    instruction.heredocs.length > 0,
}
const checksum: Feature = {
  what: '`ADD --checksum`',
  hint: 'Fetch the file in a RUN and compare it with `sha256sum -c`.',
  isUsed: (instruction) => flagValue(instruction, 'checksum') !== undefined,
}
const unpack: Feature = {
  what: '`ADD --unpack`',
  hint: 'Unpack the archive in a RUN.',
  isUsed: (instruction) => flagValue(instruction, 'unpack') !== undefined,
}
const repository: Feature = {
  what: 'ADD of a git repository',
  hint: 'Clone it in a RUN, and check out a commit.',
  isUsed: (instruction) =>
    instruction.kind === 'add' &&
    instruction.words.slice(0, -1).some((word) => /^(?:git:\/\/|git@)|^https?:\/\/[^#?]*\.git(?:[#?]|$)/.test(word)),
}
const mounts: Feature = {
  what: '`RUN --mount`',
  hint: 'Copy what is needed, and pass secrets as files that the builder provides.',
  isUsed: (instruction) => flagValues(instruction, 'mount').length > 0,
}
const runFlags: Feature = {
  what: '`RUN --security` and `RUN --device`',
  hint: 'Give the rights to the whole build on the command line.',
  isUsed: (instruction) =>
    flagValue(instruction, 'security') !== undefined || flagValue(instruction, 'device') !== undefined,
}
const symbolicMode: Feature = {
  what: 'a symbolic `--chmod`',
  hint: 'Write the mode in octal: `--chmod=755`.',
  isUsed: (instruction) => /[^0-7]/.test((flagValue(instruction, 'chmod') ?? '').replace(/^\$.*/, '')),
}

/**
 * What builders refuse: https://github.com/containers/buildah/issues/5096 (`--link`, until buildah 1.42), /3474
 * (heredocs, until 1.33), /5678 (`--exclude`, until 1.38), https://github.com/containers/podman/pull/25637 (`--parents`),
 * https://github.com/GoogleContainerTools/kaniko/issues/969, /1568, /1713 (heredocs), /2193, /3165 and /3373 (`--checksum`).
 */
const missing: Readonly<Record<BuilderName, readonly Feature[]>> = {
  buildkit: [],
  buildah: [link, parents, exclude, heredoc, unpack, runFlags, symbolicMode],
  kaniko: [link, parents, exclude, heredoc, checksum, unpack, repository, mounts, runFlags],
}

export const rule = defineRule({
  name: 'newer-than-builder',
  summary: 'The file uses what the builder that it is for does not know.',
  category: 'portability',
  severity: 'warning',
  codes: [],
  about: { given: 'builder' },
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
  check({ analysis, options }) {
    const findings: Finding[] = []
    const { builder = 'buildkit' } = options
    for (const instruction of analysis.instructions) {
      const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
      for (const { what, hint, isUsed } of missing[builder]) {
        if (isUsed(inner))
          findings.push({
            message: `${builder} does not know ${what}, at least not in every release in use.`,
            hint,
            at: instruction,
          })
      }
    }
    return findings
  },
})
