import { installedPackages } from './support/installed-packages.js'
import { matchesName } from './support/policy-patterns.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

export const rule = defineRule({
  name: 'forbidden-package',
  summary: 'A RUN installs a package that the policy forbids.',
  category: 'policy',
  severity: 'error',
  codes: [],
  about: { given: 'policy' },
  docs: {
    why: 'The team does not want some packages in its images (`policy.packages.forbidden`; `*` stands for any text), for example programs that an attacker would look for. The rule does nothing without that part of the policy.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends telnet && rm -rf /var/lib/apt/lists/*
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*
`,
    ignoreWhen: 'The team has agreed on an exception; write the reason beside it.',
    setting: { policy: { packages: { forbidden: ['telnet*', 'netcat*'] } } },
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const forbidden = options.policy?.packages?.forbidden ?? []
    if (forbidden.length === 0) return findings
    for (const { name, use } of installedPackages(analysis)) {
      const pattern = forbidden.find((each) => matchesName(each, name))
      if (pattern === undefined) continue
      findings.push({
        message: `The policy forbids the package \`${name}\`${pattern === name ? '' : ` (\`${pattern}\`)`}.`,
        hint: 'Leave it out, or install what the policy allows instead.',
        at: use.at,
      })
    }
    return findings
  },
})
