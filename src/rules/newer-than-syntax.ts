import { readMount } from '../analysis/mount.js'
import { flagValue, flagValues } from '../model/flag.js'
import type { Instruction } from '../model/instruction.js'
import { directivePlace } from './support/directives.js'
import { frontendOf } from './support/frontend-version.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

interface Feature {
  readonly what: string
  /** The first minor version of docker/dockerfile 1 that knows it; absent for what only the labs channel knows. */
  readonly stable?: number
  readonly labs?: number
  readonly isUsed: (instruction: Instruction) => boolean
}

const flag =
  (name: string, ...kinds: readonly Instruction['kind'][]) =>
  (instruction: Instruction): boolean =>
    kinds.includes(instruction.kind) && flagValue(instruction, name) !== undefined

const repository = /^(?:git:\/\/|ssh:\/\/|git@)|^https?:\/\/[^#?]*\.git(?:[#?]|$)/

/** Tried with the parser of every release since 1.1; what is not in the list is older. */
const features: readonly Feature[] = [
  { what: '`RUN --mount`', stable: 2, isUsed: flag('mount', 'run') },
  { what: '`--chmod`', stable: 2, isUsed: flag('chmod', 'copy', 'add') },
  { what: 'an ARG with several names', stable: 2, isUsed: (each) => each.kind === 'arg' && each.args.length > 1 },
  { what: '`RUN --network`', stable: 3, labs: 2, isUsed: flag('network', 'run') },
  { what: '`--link`', stable: 4, isUsed: flag('link', 'copy', 'add') },
  {
    what: 'a heredoc',
    stable: 4,
    labs: 3,
    isUsed: (each) => (each.kind === 'run' || each.kind === 'copy' || each.kind === 'add') && each.heredocs.length > 0,
  },
  { what: '`ADD --checksum`', stable: 6, labs: 5, isUsed: flag('checksum', 'add') },
  { what: '`ADD --keep-git-dir`', stable: 6, labs: 5, isUsed: flag('keep-git-dir', 'add') },
  {
    what: 'ADD of a git repository',
    stable: 6,
    labs: 5,
    isUsed: (each) =>
      each.kind === 'add' &&
      flagValue(each, 'keep-git-dir') === undefined &&
      each.words.slice(0, -1).some((word) => repository.test(word)),
  },
  { what: '`HEALTHCHECK --start-interval`', stable: 6, isUsed: flag('start-interval', 'healthcheck') },
  {
    what: 'a secret in a variable (`env=`)',
    stable: 10,
    isUsed: (each) =>
      each.kind === 'run' &&
      flagValues(each, 'mount').some((value) => value.includes('env=') && readMount(value).env !== undefined),
  },
  { what: '`ADD --unpack`', stable: 17, isUsed: flag('unpack', 'add') },
  { what: '`--exclude`', stable: 19, labs: 7, isUsed: flag('exclude', 'copy', 'add') },
  { what: '`--parents`', stable: 20, labs: 7, isUsed: flag('parents', 'copy') },
  { what: '`RUN --security`', stable: 20, labs: 2, isUsed: flag('security', 'run') },
  { what: '`RUN --device`', labs: 14, isUsed: flag('device', 'run') },
]

export const rule = defineRule({
  name: 'newer-than-syntax',
  summary: 'The file uses what the frontend of its `# syntax` line does not know.',
  category: 'portability',
  severity: 'error',
  codes: [],
  about: { traits: ['syntax'] },
  docs: {
    why: 'The `# syntax` line chooses the version that reads the file, however new the builder is: what came later is an unknown flag or instruction, and the build stops.',
    bad: `# syntax=docker/dockerfile:1.3
FROM debian:trixie-slim
RUN <<EOF
set -e
touch /ready
EOF
`,
    good: `# syntax=docker/dockerfile:1
FROM debian:trixie-slim
RUN <<EOF
set -e
touch /ready
EOF
`,
    ignoreWhen: 'The image of the line is a build of your own that knows more than its tag says.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis, document } = context
    // Other builders take the line for a comment.
    if ((context.options.builder ?? 'buildkit') !== 'buildkit') return findings
    const { syntax, check } = document.directives
    const frontend = frontendOf(syntax)
    const version = frontend?.version
    if (frontend === undefined || version === undefined || version.major !== 1) return findings
    const missing = features.filter(({ stable, labs }) => {
      const first = frontend.labs ? (labs ?? stable) : stable
      return first === undefined || (version.minor !== undefined && version.minor < first)
    })
    const write = (tag: string) => `Write \`# syntax=${frontend.repository}:${tag}\`.`
    const latest = frontend.labs ? '1-labs' : '1'
    for (const at of missing.length === 0 ? [] : analysis.instructions) {
      const inner = at.kind === 'onbuild' ? at.instruction : at
      for (const { what, stable, labs, isUsed } of missing) {
        if (!isUsed(inner)) continue
        findings.push({
          message: `\`${syntax ?? ''}\` does not know ${what}, which came with ${stable === undefined ? `1.${labs ?? 0}-labs` : `1.${stable}`}: the build fails.`,
          hint: write(stable === undefined ? '1-labs' : latest),
          at,
        })
      }
    }
    if (check !== undefined && version.minor !== undefined && version.minor < 8)
      findings.push({
        message: `\`${syntax ?? ''}\` takes \`# check=\` for a comment, since that came with 1.8: it changes nothing.`,
        hint: write(latest),
        severity: 'warning',
        ...directivePlace(context, 'check'),
      })
    return findings
  },
})
