import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const short = /^["']?(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16})["']?$/i

export const rule = defineRule({
  name: 'short-key-id',
  summary: 'A key is fetched from a key server by a short id.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { programs: ['gpg', 'gpg2', 'apt-key'] },
  docs: {
    why: 'A key with a given id of 8 digits is made in seconds, and everybody can put one on a key server. Only the whole fingerprint names one key; 16 digits are not enough either.',
    bad: `FROM debian:trixie-slim
RUN gpg --keyserver hkps://keys.openpgp.org --recv-keys 219BD9C9
`,
    good: `FROM debian:trixie-slim
RUN gpg --keyserver hkps://keys.openpgp.org --recv-keys 27BC0C8CB3D81623F59BDADCB1998361219BD9C9
`,
    ignoreWhen: 'The fingerprint of the key is compared afterwards.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { command, at } of analysis.commands('gpg', 'gpg2', 'apt-key')) {
      const { args } = command
      const behind = args.findIndex((arg) => /^--(?:recv(?:-keys?)?|receive-keys)$/.test(arg))
      if (behind < 0) continue
      for (const id of args.slice(behind + 1).filter((arg) => short.test(arg)))
        findings.push({
          message: `\`${id}\` does not name one key: others can make a key with this id and put it on the server.`,
          hint: 'Write the whole fingerprint, 40 digits.',
          at,
        })
    }
    return findings
  },
})
