import { holdsAny, scriptOf } from '../analysis/script.js'
import { isToolMissing, plainCalls } from '../analysis/tools.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'corepack-missing',
  summary: 'A RUN calls corepack, which Node.js images do not have since version 25.',
  category: 'base-image',
  severity: 'error',
  codes: [],
  about: { programs: ['corepack'] },
  docs: {
    why: 'Node.js stopped to ship corepack with version 25. `corepack enable` fails there, usually when somebody raises the version in FROM.',
    bad: `FROM node:26-trixie-slim
RUN corepack enable && pnpm install --frozen-lockfile
`,
    good: `FROM node:26-trixie-slim
RUN npm install --global pnpm@11 && pnpm install --frozen-lockfile
`,
    ignoreWhen: 'Never; where it is reported corepack is certainly not there.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, stage, index, before } of analysis.steps('run')) {
      if (stage.facts?.tools['corepack'] !== false || !holdsAny(instruction, ['corepack'])) continue
      const script = scriptOf(instruction, before.shell)
      if (!plainCalls(script).has('corepack')) continue
      if (!isToolMissing(stage, 'corepack', index)) continue
      findings.push({
        message: `There is no corepack in \`${stage.facts.name}:${stage.facts.version ?? ''}\` images: the build fails.`,
        hint: 'Write `npm install --global pnpm@…` with the major version of the lockfile, or install corepack the same way.',
        at: place,
      })
    }
    return findings
  },
})
