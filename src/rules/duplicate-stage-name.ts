import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'duplicate-stage-name',
  summary: 'Two stages have the same name.',
  category: 'stages',
  severity: 'warning',
  codes: ['buildkit:DuplicateStageName', 'hadolint:DL3024'],
  about: { traits: ['stages'] },
  docs: {
    why: 'A reference to the name means the last stage above it, and `--target` the last in the file: which one is built depends on where it is asked for. Names are compared without case.',
    bad: `FROM node:24-trixie-slim AS build
RUN npm ci

FROM node:24-trixie-slim AS build
COPY --from=0 /node_modules /node_modules
`,
    good: `FROM node:24-trixie-slim AS deps
RUN npm ci

FROM node:24-trixie-slim AS build
COPY --from=deps /node_modules /node_modules
`,
    ignoreWhen: 'Never; a name costs nothing.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    const seen = new Set<string>()
    const written = new Set<string>()
    for (const { name, stage } of analysis.stages) {
      const { as } = stage.from
      if (name === undefined || as === undefined) continue
      if (seen.has(name)) {
        findings.push({
          message: `Two stages are called \`${name}\`: references to it mean the last one above them.`,
          hint: 'Give each stage a name of its own.',
          at: stage.from,
          // hadolint compares names with their case.
          ...(written.has(as) ? {} : { codes: ['buildkit:DuplicateStageName'] }),
        })
      }
      seen.add(name)
      written.add(as)
    }
    return findings
  },
})
