import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { operandsOf } from './support/command-line.js'

/** Releases with apt 3, which is without apt-key. */
const without: Readonly<Record<string, readonly string[]>> = {
  debian: ['trixie', 'forky'],
  ubuntu: ['plucky', 'questing', 'resolute'],
}

export const rule = defineRule({
  name: 'apt-key',
  summary: 'A RUN calls apt-key, which new releases of Debian and Ubuntu do not have.',
  category: 'packages',
  severity: 'warning',
  codes: [],
  about: { programs: ['apt-key'] },
  docs: {
    why: 'A key that apt-key adds may sign packages of every repository, those of the distribution included. It was deprecated for that, and is not in Debian 13 and Ubuntu 25.04 and later: the build fails there.',
    bad: `FROM debian:trixie-slim
RUN curl -fsSL https://packages.example.com/key.asc | apt-key add -
`,
    good: `FROM debian:trixie-slim
ADD --chmod=644 https://packages.example.com/key.asc /etc/apt/keyrings/example.asc
RUN echo 'deb [signed-by=/etc/apt/keyrings/example.asc] https://packages.example.com/apt stable main' > /etc/apt/sources.list.d/example.list
`,
    ignoreWhen: 'The release is an old one that stays as it is.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { command, at, stage } of analysis.commands('apt-key')) {
      const [first = ''] = operandsOf(command.args, ['--keyring', '--keyserver'])
      if (!['add', 'adv', 'fetch'].includes(first) && !command.args.includes('adv')) continue
      const { name, release } = stage.facts?.distribution ?? {}
      const isGone =
        release !== undefined &&
        without[name ?? '']?.includes(release) === true &&
        !command.guarded &&
        !command.tolerated
      findings.push({
        message: isGone
          ? `There is no \`apt-key\` in ${name === 'ubuntu' ? 'Ubuntu' : 'Debian'} \`${release}\`: the build fails.`
          : '`apt-key` lets the key sign packages of every repository, and is gone from Debian 13 and Ubuntu 25.04 on.',
        hint: 'Save the key below `/etc/apt/keyrings/` and name it in the source: `deb [signed-by=/etc/apt/keyrings/NAME.asc] …`.',
        at,
        ...(isGone ? { severity: 'error' as const } : {}),
      })
    }
    return findings
  },
})
