import type { ScriptCommand } from '../analysis/script.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { unwrapped } from './support/command-line.js'

/** What a command starts in the background by its meaning: `service nginx start`. */
const startedBy = ({ name, args }: ScriptCommand): string | undefined => {
  const [program, words] = unwrapped(name, args)
  if (program === 'service' && /^(?:re)?start$/.test(words[1] ?? '')) return words[0]
  if (program === 'systemctl' && /^(?:re)?start$/.test(words[0] ?? '')) return words[1]
  if (name?.startsWith('/etc/init.d/') === true && /^(?:re)?start$/.test(words[0] ?? '')) return program
  return undefined
}

/** Commands that use nothing of what runs beside them. */
const idle = ['sleep', 'echo', 'true', ':', 'rm', 'apt-get']

export const rule = defineRule({
  name: 'dying-process',
  summary: 'A RUN starts a process that ends with it.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['run'] },
  docs: {
    why: 'An image holds files and no processes. What a RUN leaves running is stopped when its last command ends: a service that is started there does not run in the container, and a job behind `&` may be stopped half way.',
    bad: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends postgresql
RUN service postgresql start
CMD ["./app"]
`,
    good: `FROM debian:trixie-slim
RUN apt-get update && apt-get install -y --no-install-recommends postgresql
CMD ["sh", "-c", "service postgresql start && exec ./app"]
`,
    ignoreWhen: 'The step only tests that the service can start.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    for (const { script, at } of analysis.scripts) {
      const last = script.plain ? undefined : script.tree?.commands.at(-1)
      if (last?.background === true && !script.broken) {
        const name = script.commands.at(-1)?.name ?? 'command'
        findings.push({
          message: `The step does not wait for \`${name} … &\`: it ends at once, and the process with it.`,
          hint: 'Leave `&` out, end with `wait`, or start the process in the CMD.',
          at,
        })
        continue
      }
      if (!/start\b/.test(script.text)) continue
      const index = script.commands.findLastIndex((command) => startedBy(command) !== undefined)
      const started = script.commands.slice(index, index + 1).map(startedBy)[0]
      if (index < 0 || script.commands.slice(index + 1).some(({ name }) => !idle.includes(name ?? ''))) continue
      findings.push({
        message: `\`${started ?? ''}\` is started in a RUN and used by nothing in it: it does not run in later steps or in the container.`,
        hint: 'Start it in the CMD or ENTRYPOINT, or in a container of its own.',
        at,
      })
    }
    return findings
  },
})
