import { commandScript } from '../analysis/script.js'
import { commandEdit } from './support/command-edit.js'
import { curlValued, hasLetter, hasOption } from './support/command-line.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { fixBy } from './support/written.js'

export const rule = defineRule({
  name: 'healthcheck-ignores-status',
  summary: 'A HEALTHCHECK takes any answer for a good one, also an error.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['healthcheck'] },
  docs: {
    why: 'Without `--fail` curl succeeds as soon as a server answers, with status 500 as well: the container counts as healthy while it serves errors.',
    bad: `FROM nginx:1.29
HEALTHCHECK CMD curl http://localhost/health || exit 1
`,
    good: `FROM nginx:1.29
HEALTHCHECK CMD curl --fail --silent --output /dev/null http://localhost/health || exit 1
`,
    ignoreWhen: 'Any answer means that the service works.',
  },
  check(context) {
    const findings: Finding[] = []
    const { analysis } = context
    for (const { instruction, place } of analysis.steps('healthcheck')) {
      const { command } = instruction
      if (command === undefined) continue
      const { commands } = commandScript(command)
      const [curl] = commands.filter(({ name }) => name === 'curl' || name?.endsWith('/curl') === true)
      // Where its output is looked at, in a pipe or a test, that decides.
      if (
        curl === undefined ||
        curl.pipeline !== undefined ||
        commands.some(({ name }) => /^(?:\[|test|grep)$/.test(name ?? ''))
      )
        continue
      if (command.form === 'shell' && /\$\(|`|\[\[/.test(command.text)) continue
      const { args } = curl
      if (
        hasLetter(args, 'f', curlValued) ||
        hasOption(args, '--fail', '--fail-with-body', '--fail-early', '-w', '--write-out')
      )
        continue
      const end = curl.node?.name?.end
      findings.push({
        message:
          'Without `--fail` curl succeeds with any answer, status 500 included: the container counts as healthy.',
        hint: 'Add `--fail` (`-f`).',
        at: place,
        ...fixBy(
          'Add `--fail`',
          end === undefined ? undefined : commandEdit(instruction, [end, end], ' --fail', context),
        ),
      })
    }
    return findings
  },
})
