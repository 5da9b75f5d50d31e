import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Modes with which everybody may write. */
const open = /^0?[0-7]?[0-7]?[0-7][2367]$/

export const rule = defineRule({
  name: 'cache-mount-owner',
  summary: 'A cache mount belongs to root, and the RUN is not root.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { flags: ['mount'] },
  docs: {
    why: 'The directory of a cache mount belongs to root with mode 0755 unless `uid`, `gid` or `mode` say otherwise. After USER the tool cannot write to its cache: it fails, or works without it.',
    bad: `FROM node:24-trixie-slim
USER node
RUN --mount=type=cache,target=/home/node/.npm npm ci
`,
    good: `FROM node:24-trixie-slim
USER node
RUN --mount=type=cache,target=/home/node/.npm,uid=1000,gid=1000 npm ci
`,
    ignoreWhen: 'The RUN only reads the cache.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('run')) {
      const { user } = step.before
      const name = user?.split(':')[0] ?? ''
      if (name === '' || name === 'root' || /^0+$/.test(name)) continue
      for (const { mount } of step.mounts ?? []) {
        if (mount.type !== 'cache' || mount.uid !== undefined || mount.gid !== undefined || open.test(mount.mode ?? ''))
          continue
        const uid = /^\d+$/.test(name) ? name : step.stage.facts?.users.find((each) => each.name === name)?.uid
        findings.push({
          message: `The cache at \`${mount.target ?? ''}\` belongs to root, and this RUN is \`${name}\`: it cannot write there.`,
          hint:
            uid === undefined ? 'Add `uid=…,gid=…` with the numbers of the user.' : `Add \`,uid=${uid},gid=${uid}\`.`,
          at: step.place,
        })
      }
    }
    return findings
  },
})
