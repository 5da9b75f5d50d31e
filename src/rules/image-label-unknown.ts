import { nearest } from '../words/nearest.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const prefix = 'org.opencontainers.image.'

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md */
const keys: readonly string[] = [
  'created',
  'authors',
  'url',
  'documentation',
  'source',
  'version',
  'revision',
  'vendor',
  'licenses',
  'ref.name',
  'title',
  'description',
  'base.digest',
  'base.name',
]

const given = 'org.label-schema.'

/** What became of the keys of label-schema.org, which ended in 2018. */
const successors: Readonly<Record<string, string>> = {
  'build-date': 'created',
  name: 'title',
  description: 'description',
  usage: 'documentation',
  url: 'url',
  'vcs-url': 'source',
  'vcs-ref': 'revision',
  vendor: 'vendor',
  version: 'version',
}

const plain = (name: string): string => name.replaceAll(/["']/g, '')

export const rule = defineRule({
  name: 'image-label-unknown',
  summary: 'A label has a key that its standard does not know any more, or never did.',
  category: 'style',
  severity: 'info',
  codes: [],
  about: { instructions: ['label'] },
  docs: {
    why: 'Registries and scanners look for the keys of the OCI standard by their exact names: one that is misspelled is read by nobody. Those of label-schema.org were given up in favour of them.',
    bad: `FROM debian:trixie-slim
LABEL org.opencontainers.image.license="MIT"
`,
    good: `FROM debian:trixie-slim
LABEL org.opencontainers.image.licenses="MIT"
`,
    ignoreWhen: 'A tool of yours reads the old key.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place: at } of analysis.steps('label')) {
      const names = instruction.pairs.map(({ name }) => plain(name))
      for (const name of names) {
        const key = name.startsWith(prefix) ? name.slice(prefix.length) : undefined
        if (key === undefined || keys.includes(key) || key.includes('$')) continue
        const meant = nearest(key, keys)
        findings.push({
          message: `\`${name}\` is not a key of the OCI standard: what looks for these labels does not find it.`,
          hint:
            meant === undefined ? 'Use a key with a prefix of your own for it.' : `Did you mean \`${prefix}${meant}\`?`,
          at,
        })
      }
      const [old, ...more] = names.filter((name) => name.startsWith(given))
      if (old === undefined) continue
      const successor = successors[old.slice(given.length)]
      findings.push({
        message: `\`${old}\`${more.length === 0 ? ' is' : ` and ${more.length} more are`} of label-schema.org, which was given up in 2018 for the keys of the OCI standard.`,
        hint: successor === undefined ? 'Write the key of the standard.' : `Write \`${prefix}${successor}\`.`,
        at,
      })
    }
    return findings
  },
})
