import type { StageNode } from '../analysis/stage-node.js'
import { isWithin } from '../analysis/posix-path.js'
import { perStage } from '../analysis/per-stage.js'
import { scriptOf } from '../analysis/script.js'
import { alongChain } from './support/along-chain.js'
import { mountedCaches } from './support/mounted-caches.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { packagesOf } from './support/installed-packages.js'

const keeps = /docker-clean|Keep-Downloaded-Packages|apt\.conf\.d/

/** The position of the first step of a stage that may keep what apt downloads. */
const keptFrom = perStage((stage) => {
  const index = stage.steps.findIndex(({ instruction, before, copy }) => {
    if (instruction.kind === 'run') return keeps.test(scriptOf(instruction, before.shell)?.text ?? 'apt.conf.d')
    return copy !== undefined && /\/etc(?:\/apt|\/?$)/.test(copy.destination.value)
  })
  return index < 0 ? Infinity : index
})

const isKeptBelow = alongChain((stage) => (keptFrom(stage, '') < Infinity ? true : undefined), false)

const isKept = (stage: StageNode, upTo: number): boolean =>
  keptFrom(stage, '') <= upTo || (stage.base.kind === 'stage' && isKeptBelow(stage.base.stage))

export const rule = defineRule({
  name: 'docker-clean',
  summary: 'A cache mount for apt stays empty, since the image deletes what apt downloads.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'Images of Debian and Ubuntu have `/etc/apt/apt.conf.d/docker-clean`, which deletes the packages after every installation. A cache mount on `/var/cache/apt` then holds nothing, and every build downloads everything again.',
    bad: `FROM debian:trixie-slim
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y --no-install-recommends curl
`,
    good: `FROM debian:trixie-slim
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y --no-install-recommends curl
`,
    ignoreWhen: 'The base image is one of your own tag without that file.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { target, use } of mountedCaches(analysis)) {
      const { stage, step, script } = use
      const { name } = stage.facts?.distribution ?? {}
      if ((name !== 'debian' && name !== 'ubuntu') || !isWithin(target, '/var/cache/apt')) continue
      if (!script.commands.some((command) => packagesOf({ command }).length > 0) || isKept(stage, step.index)) continue
      findings.push({
        message: `The cache at \`${target}\` stays empty: \`/etc/apt/apt.conf.d/docker-clean\` of the base image deletes every package after its installation.`,
        hint: 'Write `rm -f /etc/apt/apt.conf.d/docker-clean` in front, in this RUN or an earlier one.',
        at: use.at,
      })
    }
    return findings
  },
})
