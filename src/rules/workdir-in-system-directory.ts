import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Directories that belong to the system and its packages; folders below them may be anybody's. */
const system = new Set(
  '/bin /boot /dev /etc /lib /lib32 /lib64 /proc /run /sbin /sys /usr /usr/bin /usr/lib /usr/lib64 /usr/sbin /var'.split(
    ' ',
  ),
)

export const rule = defineRule({
  name: 'workdir-in-system-directory',
  summary: 'The working directory is a directory of the system.',
  category: 'runtime',
  severity: 'info',
  codes: [],
  about: { instructions: ['workdir'] },
  docs: {
    why: 'What is copied and written to `.` then lies among files of the distribution, may overwrite them, and cannot be told from them any more.',
    bad: `FROM debian:trixie-slim
WORKDIR /usr/bin
COPY . .
`,
    good: `FROM debian:trixie-slim
WORKDIR /app
COPY . .
`,
    ignoreWhen: 'A step needs to run there, and another WORKDIR follows.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { stage, index, place, value, before } of analysis.steps('workdir')) {
      const after = stage.steps[index + 1]?.before ?? stage.end
      if (value === undefined || after.workdir === before.workdir || !system.has(after.workdir ?? '')) continue
      findings.push({
        message: `\`${after.workdir}\` belongs to the system: what is written to \`.\` lies among its files.`,
        hint: 'Take a directory of your own, such as `/app`, and name the others by their whole path.',
        at: place,
      })
    }
    return findings
  },
})
