import { readMount } from '../analysis/mount.js'
import type { Mount } from '../analysis/mount.js'
import type { Instruction } from '../model/instruction.js'
import { isWithin } from '../analysis/posix-path.js'
import { mountedCaches } from './support/mounted-caches.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleContext } from './support/rule.js'
import { editOf, fixBy, wordsFrom, writtenOf } from './support/written.js'

const locked = ['/var/cache/apt', '/var/lib/apt']

/** Writes `sharing=locked` into the flag of the mount. */
const lockedFix = (mount: Mount, at: Instruction, context: RuleContext) => {
  const written = writtenOf(at, context)
  const flag =
    written && wordsFrom(written.text, 0).find(({ text }) => readMount(text.slice('--mount='.length)) === mount)
  if (written === undefined || flag === undefined || flag.end > written.argumentsStart) return {}
  const text =
    mount.sharing === undefined ? `${flag.text},sharing=locked` : flag.text.replace('sharing=shared', 'sharing=locked')
  return fixBy('Let one build wait for the other', editOf(written, flag.start, flag.end, text))
}

export const rule = defineRule({
  name: 'apt-cache-sharing',
  summary: 'A cache mount of apt may be used by two builds at once.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'Apt wants its directories for itself: it locks them, and fails when another apt holds the lock. Cache mounts are shared unless they say otherwise, so two stages or platforms that build at the same time break each other, now and then.',
    bad: `FROM debian:trixie-slim
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl
`,
    good: `FROM debian:trixie-slim
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y --no-install-recommends curl
`,
    ignoreWhen: 'Nothing else on the builder uses these caches.',
  },
  check(context) {
    const findings: Finding[] = []
    for (const { mount, target, use } of mountedCaches(context.analysis)) {
      if (mount.sharing !== undefined && mount.sharing !== 'shared') continue
      if (!locked.some((directory) => isWithin(target, directory) || (isWithin(directory, target) && target !== '/')))
        continue
      if (!use.script.commands.some(({ name }) => name === 'apt-get' || name === 'apt')) continue
      findings.push({
        message: `The cache at \`${target}\` is shared: a second build that runs apt at the same time finds it locked and fails.`,
        hint: 'Add `,sharing=locked`, so that one waits for the other.',
        at: use.at,
        ...lockedFix(mount, use.at, context),
      })
    }
    return findings
  },
})
