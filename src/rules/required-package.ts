import { installedPackages } from './support/installed-packages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

export const rule = defineRule({
  name: 'required-package',
  summary: 'A final stage does not install a package that the policy demands.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'The team wants some packages in every image (`policy.packages.required`), such as the certificates of its own authority. They are looked for in the final stages and in the stages that those start from. The rule does nothing without that part of the policy.',
    bad: `FROM debian:trixie-slim
CMD ["/app"]
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
CMD ["/app"]
`,
    ignoreWhen: 'The base image has the package already.',
    setting: { policy: { packages: { required: ['ca-certificates'] } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const required = options.policy?.packages?.required ?? []
    if (required.length === 0) return findings
    for (const stage of targetStages(analysis, options)) {
      const chain = new Set(stageChain(stage))
      const installed = new Set(
        installedPackages(analysis).flatMap(({ name, use }) => (chain.has(use.stage) ? [name] : [])),
      )
      for (const name of required) {
        if (installed.has(name)) continue
        findings.push({
          message: `The policy demands the package \`${name}\` in every image, and this one does not install it.`,
          hint: 'Install it in this stage, or in one that it starts from.',
          at: stage.stage.from,
        })
      }
    }
    return findings
  },
})
