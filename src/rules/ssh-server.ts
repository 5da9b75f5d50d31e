import { portsOf } from './support/ports.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { shippedStages } from './support/shipped-stages.js'
import { installedPackages } from './support/installed-packages.js'

const servers: ReadonlySet<string> = new Set([
  'openssh-server',
  'openssh',
  'dropbear',
  'dropbear-bin',
  'openssh-server-pam',
])

export const rule = defineRule({
  name: 'ssh-server',
  summary: 'The image has an SSH server.',
  category: 'security',
  severity: 'info',
  codes: [],
  docs: {
    why: 'A server for logins is one more process to keep up to date, its host keys are the same in every container of the image, and who gets in is not seen by the engine. `exec` enters a container without any of it.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends openssh-server && rm -rf /var/lib/apt/lists/*
EXPOSE 22
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends openssh-client && rm -rf /var/lib/apt/lists/*
EXPOSE 8080
`,
    ignoreWhen: 'SSH is what the image is for: a git server, a jump host, a development container.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    const shipped = shippedStages(context)
    for (const step of analysis.steps('expose')) {
      if (!shipped.has(step.stage) || !portsOf(step).some(({ container }) => /^22(?:\/tcp)?$/i.test(container)))
        continue
      findings.push({
        message:
          'Port `22` is that of SSH: logins to a container are not seen by the engine, and its host keys are in the image.',
        hint: 'Enter containers with `exec`.',
        at: step.place,
      })
    }
    for (const { name, use } of installedPackages(analysis)) {
      if (!servers.has(name) || !shipped.has(use.stage)) continue
      // Alpine's `openssh` is the client too.
      if (name === 'openssh' && !use.script.text.includes('sshd') && analysis.commands('ssh-keygen').length === 0)
        continue
      findings.push({
        message: `\`${name}\` is an SSH server: logins to a container are not seen by the engine, and its host keys are in the image.`,
        hint: 'Enter containers with `exec`; for a client install `openssh-client`.',
        at: use.at,
      })
    }
    return findings
  },
})
