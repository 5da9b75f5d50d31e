import { commandScript } from '../analysis/script.js'
import { isToolMissing } from '../analysis/tools.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'healthcheck-missing-tool',
  summary: 'A HEALTHCHECK calls a program that the image does not have.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['healthcheck'] },
  docs: {
    why: 'Slim and distroless images hold neither curl nor wget. The check then always fails, and the container is reported unhealthy although it works.',
    bad: `FROM node:24-trixie-slim
HEALTHCHECK CMD curl --fail http://localhost:3000/health
CMD ["node", "server.js"]
`,
    good: `FROM node:24-trixie-slim
HEALTHCHECK CMD ["node", "-e", "fetch('http://localhost:3000/health').then((r) => process.exit(r.ok ? 0 : 1))"]
CMD ["node", "server.js"]
`,
    ignoreWhen:
      'The program comes into the image in a way that the file does not show, such as a script that installs it.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, stage } of analysis.steps('healthcheck')) {
      if (instruction.command === undefined) continue
      const script = commandScript(instruction.command)
      // In `curl … || exit 1` the failure counts, in `curl … || wget …` it may not.
      const fails = script.commands.some(({ name }) => name === 'exit' || name === 'false' || name === 'kill')
      const called = script.commands.filter(({ guarded, tolerated }) => !guarded && (!tolerated || fails))
      for (const name of new Set(called.flatMap((command) => command.name ?? []))) {
        if (script.defined.has(name) || !isToolMissing(stage, name)) continue
        findings.push({
          message: `The health check calls \`${name}\`, which is not in \`${stage.facts?.name ?? ''}\` images: it always fails.`,
          hint: 'Check with the language that the image is for, or install the program.',
          at: place,
        })
      }
    }
    return findings
  },
})
