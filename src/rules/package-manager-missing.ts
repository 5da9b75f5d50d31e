import { holdsAny, scriptOf } from '../analysis/script.js'
import { isToolMissing, plainCalls } from '../analysis/tools.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const managers = ['apt-get', 'apt', 'apk', 'dnf', 'yum']

export const rule = defineRule({
  name: 'package-manager-missing',
  summary: 'A RUN calls a package manager that the base image does not have.',
  category: 'base-image',
  severity: 'error',
  codes: [],
  about: { programs: managers },
  docs: {
    why: 'Debian and Ubuntu install with apt-get, Alpine with apk. The other one is not there, so the build fails. It happens when only the FROM line is changed.',
    bad: `FROM python:3.14-slim-trixie
RUN apk add --no-cache libpq
CMD ["python", "-m", "app"]
`,
    good: `FROM python:3.14-slim-trixie
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
CMD ["python", "-m", "app"]
`,
    ignoreWhen: 'Never; where it is reported the program is certainly not there.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { instruction, place, stage, index, before } of analysis.steps('run')) {
      if (stage.facts === undefined || stage.facts.shells.length === 0 || !holdsAny(instruction, managers)) continue
      const script = scriptOf(instruction, before.shell)
      const called = [...plainCalls(script)].filter((name) => managers.includes(name))
      // A script that knows several looks for the one that is there.
      const families = new Set(called.map((name) => (name === 'apt' ? 'apt-get' : name)))
      if (families.size > 1) continue
      for (const name of called) {
        if (!isToolMissing(stage, name, index)) continue
        const [own] = stage.facts.packageManagers
        findings.push({
          message: `There is no \`${name}\` in \`${stage.facts.name}\` images made of ${stage.facts.distribution.name}: the build fails.`,
          hint:
            own === undefined
              ? 'Install in another stage and copy the result.'
              : `Use \`${own}\`, where packages may have other names.`,
          at: place,
        })
      }
    }
    return findings
  },
})
