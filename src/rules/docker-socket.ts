import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const socket = /(?:^|\/)(?:docker|containerd|podman|crio)\.sock$/

export const rule = defineRule({
  name: 'docker-socket',
  summary: 'The image is made to get the socket of the container engine.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { instructions: ['volume'], flags: ['mount'] },
  docs: {
    why: 'Who can write to the socket of the engine is root on the machine: a container can be started with everything mounted. A VOLUME for it does not bring the socket in, and invites to.',
    bad: `FROM debian:trixie-slim
VOLUME /var/run/docker.sock
`,
    good: `FROM debian:trixie-slim
VOLUME /var/lib/app
`,
    ignoreWhen: 'The image is a tool for the engine itself, and its users are told what they give away.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const step of analysis.steps('volume', 'run')) {
      const { instruction, mounts = [], place } = step
      const paths =
        instruction.kind === 'volume'
          ? instruction.paths
          : mounts.flatMap(({ source, target }) => [source?.value ?? '', target?.value ?? ''])
      const found = paths.find((path) => socket.test(path))
      if (found === undefined) continue
      findings.push({
        message: `\`${found}\` gives the container the engine, and with it the machine: a container with all of its files can be started from there.`,
        hint: 'Leave it out; who has to, mounts it when the container starts.',
        at: place,
      })
    }
    return findings
  },
})
