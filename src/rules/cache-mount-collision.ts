import type { ImageFacts } from '../images/index.js'
import { mountedCaches, hasPlainId } from './support/mounted-caches.js'
import type { MountedCache } from './support/mounted-caches.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Caches that hold what was built for one C library, and those that hold the packages of one distribution. */
const ofLibc = /\/(?:\.cache\/pip|\.cache\/uv|node_modules|\.venv|venv|bundle|\.gem)$/
const ofDistribution = /^\/(?:var\/(?:cache|lib)\/apt|var\/cache\/(?:dnf|yum|apk)|etc\/apk\/cache)(?:\/|$)/

const nameOf = ({ distribution }: ImageFacts): string =>
  distribution.release === undefined ? distribution.name : `${distribution.name} ${distribution.release}`

/** Why two uses of one cache do not go together. */
const conflict = (one: ImageFacts, other: ImageFacts, target: string): string | undefined => {
  if (ofLibc.test(target) && one.libc !== other.libc && one.libc !== 'none' && other.libc !== 'none')
    return `programs that were compiled for ${one.libc} do not run with ${other.libc}`
  if (ofDistribution.test(target) && one.distribution.name !== 'none' && nameOf(one) !== nameOf(other))
    return 'each throws away what the other has put there'
  return undefined
}

export const rule = defineRule({
  name: 'cache-mount-collision',
  summary: 'Stages of different distributions share one cache mount.',
  category: 'cache',
  severity: 'info',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'A cache mount without an `id` is named after its target, so that the `/root/.cache/pip` of an Alpine stage and of a Debian stage are one directory. A wheel that was compiled in one is taken in the other, where it does not load.',
    bad: `FROM python:3.14-alpine AS check
RUN --mount=type=cache,target=/root/.cache/pip pip install lxml==6.0.2
FROM python:3.14-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install lxml==6.0.2
`,
    good: `FROM python:3.14-alpine AS check
RUN --mount=type=cache,id=pip-alpine,target=/root/.cache/pip pip install lxml==6.0.2
FROM python:3.14-slim
RUN --mount=type=cache,id=pip-debian,target=/root/.cache/pip pip install lxml==6.0.2
`,
    ignoreWhen: 'Nothing in the cache depends on the distribution.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const first = new Map<string, MountedCache>()
    for (const mounted of mountedCaches(analysis)) {
      const { id, target, use } = mounted
      if (use.stage.facts === undefined || !hasPlainId(mounted)) continue
      const before = first.get(id)
      if (before === undefined) first.set(id, mounted)
      const one = before?.use.stage.facts
      if (before === undefined || one === undefined || before.use.stage === use.stage) continue
      const why = conflict(one, use.stage.facts, target)
      if (why === undefined) continue
      findings.push({
        message: `The cache \`${id}\` is also that of \`${before.use.stage.label}\`, which is ${nameOf(one)}, while this stage is ${nameOf(use.stage.facts)}: ${why}.`,
        hint: 'Give each its own `id=…`.',
        at: use.at,
      })
    }
    return findings
  },
})
