import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { secretArgs } from './support/secret-args.js'
import { readableIn, shippedStages } from './support/shipped-stages.js'
import { isSecretName } from './support/secret-names.js'

export const rule = defineRule({
  name: 'secret-arg-in-run',
  summary: 'A RUN gets a secret through a build argument.',
  category: 'security',
  severity: 'warning',
  codes: [],
  about: { instructions: ['arg'] },
  docs: {
    why: 'The values of all ARGs that a RUN sees are written into the history of the image, in plain text: `docker history --no-trunc` shows them to everybody who can pull it, and so do build records and attestations. A secret mount is there for the one RUN and leaves no trace.',
    bad: `FROM node:24-trixie-slim
ARG REGISTRY_TOKEN
RUN npm config set //registry.example.com/:_authToken "$REGISTRY_TOKEN" && npm ci && npm config delete //registry.example.com/:_authToken
`,
    good: `FROM node:24-trixie-slim
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci
`,
    ignoreWhen: 'The value is not secret, or the stage is never pushed and its build records stay with you.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    if (!analysis.instructions.some((each) => each.kind === 'arg' && each.args.some(({ name }) => isSecretName(name))))
      return findings
    const reported = new Set<string>()
    const shipped = shippedStages(context)
    for (const { script, step, stage, at } of analysis.scripts) {
      const secrets = secretArgs(stage)
      if (secrets.size === 0) continue
      for (const name of script.variables) {
        const key = `${stage.index} ${name}`
        if (!secrets.has(name) || reported.has(key) || step.mounts?.some(({ mount }) => mount.env === name)) continue
        reported.add(key)
        findings.push({
          message: `The value of \`${name}\` gets into the history of the ${shipped.has(stage) ? 'image' : 'build'} with this RUN: ${readableIn(shipped.has(stage))}.`,
          hint: `Leave the ARG out and write \`RUN --mount=type=secret,id=${name.toLowerCase()},env=${name} …\`; pass it with \`--secret id=${name.toLowerCase()}\`.`,
          at,
          ...(shipped.has(stage) ? {} : { severity: 'info' as const }),
        })
      }
    }
    return findings
  },
})
