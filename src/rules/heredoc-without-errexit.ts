import { scriptOf } from '../analysis/script.js'
import { setsErrexit, shellStops } from './support/errexit.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const shebangErrexit = /^#!.*\s-[a-zA-Z]*e/

export const rule = defineRule({
  name: 'heredoc-without-errexit',
  summary: 'A script in a heredoc goes on after a command that fails.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { traits: ['heredoc'] },
  docs: {
    why: 'The lines of `RUN <<EOF` are a script, and a script goes on after a failure: only the last command decides whether the build fails. Between `&&` this cannot happen.',
    bad: `FROM debian:trixie-slim
RUN <<EOF
apt-get update
apt-get install -y --no-install-recommends curl
rm -rf /var/lib/apt/lists/*
EOF

CMD ["bash"]
`,
    good: `FROM debian:trixie-slim
RUN <<EOF
set -e
apt-get update
apt-get install -y --no-install-recommends curl
rm -rf /var/lib/apt/lists/*
EOF

CMD ["bash"]
`,
    ignoreWhen: 'The failures in between are meant to be ignored; `|| true` behind those commands says so.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, before } of analysis.steps('run')) {
      const { command, heredocs } = instruction
      const [heredoc] = heredocs
      // Only `RUN <<EOF`: in `RUN cat <<EOF > file` the heredoc is input.
      if (command.form !== 'shell' || heredocs.length !== 1 || heredoc === undefined) continue
      if (!/^\s*\d*<<\S+\s*$/.test(command.text)) continue
      const script = scriptOf(instruction, before.shell)
      if (script === undefined || script.statements < 2 || setsErrexit(script) || shebangErrexit.test(heredoc.content))
        continue
      if (shellStops(before.shell) && !heredoc.content.startsWith('#!')) continue
      findings.push({
        message: 'A command that fails in this script does not stop it: only the last one decides.',
        hint: 'Begin the script with `set -e`.',
        at: place,
      })
    }
    return findings
  },
})
