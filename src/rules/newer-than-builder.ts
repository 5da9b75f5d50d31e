import { readMount } from '../analysis/mount.js'
import { flagIsSet, flagValue, flagValues } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import type { BuilderName } from './support/rule.js'

interface Feature {
  readonly what: string
  readonly hint: string
  readonly isUsed: (instruction: Instruction) => boolean
  /** Without it only the layers of the stage differ: nothing is lost where they are not in the image. */
  readonly isAboutLayers?: true
}

const mountTypes = (instruction: Instruction): readonly string[] =>
  flagValues(instruction, 'mount').map((value) => readMount(value).type)

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
const bindMounts: Feature = {
  what: '`RUN --mount=type=bind`',
  hint: 'Copy what is needed.',
  isUsed: (instruction) => mountTypes(instruction).includes('bind'),
}
const cacheMounts: Feature = {
  what: '`RUN --mount=type=cache`',
  hint: 'What the cache holds stays in the layer: empty it in the same RUN, or work in a stage from which the image copies.',
  isUsed: (instruction) => mountTypes(instruction).includes('cache'),
  isAboutLayers: true,
}
const otherMounts: Feature = {
  what: 'mounts of secrets, of the SSH agent and of memory',
  hint: 'Pass secrets as files that the builder provides.',
  isUsed: (instruction) => mountTypes(instruction).some((type) => type !== 'bind' && type !== 'cache'),
}
const runFlags: Feature = {
  what: '`RUN --security` and `RUN --device`',
  hint: 'Give the rights to the whole build on the command line.',
  isUsed: (instruction) =>
    flagValue(instruction, 'security') !== undefined || flagValue(instruction, 'device') !== undefined,
}
const network: Feature = {
  what: '`RUN --network`',
  hint: 'Build where the network is what the commands may reach.',
  isUsed: (instruction) => instruction.kind === 'run' && flagValue(instruction, 'network') !== undefined,
}
const startInterval: Feature = {
  what: '`HEALTHCHECK --start-interval`',
  hint: 'Leave it out, and choose an `--interval` that does for the start.',
  isUsed: (instruction) => instruction.kind === 'healthcheck' && flagValue(instruction, 'start-interval') !== undefined,
}
const symbolicMode: Feature = {
  what: 'a symbolic `--chmod`',
  hint: 'Write the mode in octal: `--chmod=755`.',
  isUsed: (instruction) => /[^0-7]/.test((flagValue(instruction, 'chmod') ?? '').replace(/^\$.*/, '')),
}

/**
 * What builders refuse or pass over. Buildah: https://github.com/containers/buildah/issues/5096 (`--link`, until buildah 1.42),
 * /3474 (heredocs, until 1.33), /5678 (`--exclude`, until 1.38), https://github.com/containers/podman/pull/25637 (`--parents`).
 *
 * kaniko: https://github.com/GoogleContainerTools/kaniko/issues/969 (mounts), /1568, /1713 (heredocs), /2193 (`--link`), /3165
 * (`--parents`), /3373 (`--checksum`). Its last release, 1.24.0, reads flags with BuildKit's parser and uses few of them
 * (pkg/commands/run.go, copy.go, add.go): it stops at `--parents`, `--exclude`, `--security` and symbolic modes, and passes over
 * the others, a script in a heredoc among them. The fork that goes on, https://github.com/osscontainertools/kaniko, knows heredocs
 * (since 1.25.4), caches (1.25.6), secrets (1.26.3), bind mounts of the context (1.27.3) and symbolic modes (1.28.0), and passes
 * over `--parents` and `--exclude`. Neither has a field for the start interval (pkg/commands/healthcheck.go).
 */
const missing: Readonly<Record<BuilderName, readonly Feature[]>> = {
  buildkit: [],
  buildah: [link, parents, exclude, heredoc, unpack, runFlags, symbolicMode],
  kaniko: [
    ...[link, parents, exclude, heredoc, checksum, unpack, repository, bindMounts, cacheMounts, otherMounts],
    ...[network, runFlags, startInterval, symbolicMode],
  ],
}

export const rule = defineRule({
  name: 'newer-than-builder',
  summary: 'The file uses what the builder that it is for does not know.',
  category: 'portability',
  severity: 'warning',
  codes: [],
  about: { given: 'builder' },
  docs: {
    why: 'Buildah (and so Podman) and kaniko do not follow every feature of BuildKit, or only in recent releases: the build stops at the flag, or goes on without what it asks for. Which builder a file is for is said with `--builder`.',
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
    if (missing[builder].length === 0) return findings
    const inImage = new Set<Instruction>([...imageStages(analysis, options)].flatMap(({ stage }) => stage.instructions))
    for (const instruction of analysis.instructions) {
      const inner = instruction.kind === 'onbuild' ? instruction.instruction : instruction
      for (const { what, hint, isUsed, isAboutLayers } of missing[builder]) {
        if (isUsed(inner) && (isAboutLayers !== true || inImage.has(instruction)))
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
