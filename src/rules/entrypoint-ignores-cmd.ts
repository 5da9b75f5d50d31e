import type { StageNode, Step } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** What the shell form is given behind its script, it reads as `$0`, `$1`, `$@`. */
const positional = /\$(?:[0-9@*]|\{[0-9@*])/

/** `CMD []` says that there is none. */
const isEmpty = ({ instruction }: Step): boolean =>
  instruction.kind === 'cmd' && instruction.command.form === 'exec' && instruction.command.args.length === 0

/** What an image of a stage starts with. */
interface Start {
  readonly cmd?: Step | undefined
  readonly entrypoint?: Step | undefined
}

const startOf = ({ steps }: StageNode, base: Start): Start => {
  const entrypoint = steps.findLast(({ instruction }) => instruction.kind === 'entrypoint')
  const cmd = steps.findLast(({ instruction }) => instruction.kind === 'cmd')
  // An ENTRYPOINT removes the CMD of the stages below.
  return { cmd: cmd ?? (entrypoint === undefined ? base.cmd : undefined), entrypoint: entrypoint ?? base.entrypoint }
}

/** The text of an ENTRYPOINT that a shell reads without looking at what stands behind it. */
const deafScript = (entrypoint: Step | undefined): string | undefined => {
  if (entrypoint?.instruction.kind !== 'entrypoint' || entrypoint.instruction.command.form !== 'shell') return undefined
  const { text } = entrypoint.instruction.command
  return text.trim() === '' || positional.test(text) ? undefined : text
}

export const rule = defineRule({
  name: 'entrypoint-ignores-cmd',
  summary: 'The ENTRYPOINT is in shell form, so the CMD is ignored.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['entrypoint'] },
  docs: {
    why: 'A shell-form ENTRYPOINT becomes `/bin/sh -c "…"`, and what is appended to that (the CMD, or the arguments of `docker run`) is not part of the script: it has no effect.',
    bad: `FROM node:24-trixie-slim
ENTRYPOINT node server.js
CMD ["--port", "8080"]
`,
    good: `FROM node:24-trixie-slim
ENTRYPOINT ["node", "server.js"]
CMD ["--port", "8080"]
`,
    ignoreWhen: 'The CMD is there for people to read.',
  },
  check({ analysis }) {
    const findings: Finding[] = []
    if (analysis.steps('entrypoint').length === 0) return findings
    const starts = new Map<StageNode, Start>()
    const reported = new Set<Step>()
    for (const stage of analysis.stages) {
      const start = startOf(stage, (stage.base.kind === 'stage' ? starts.get(stage.base.stage) : undefined) ?? {})
      starts.set(stage, start)
      const { cmd, entrypoint } = start
      const script = cmd === undefined || isEmpty(cmd) || reported.has(cmd) ? undefined : deafScript(entrypoint)
      if (cmd === undefined || script === undefined) continue
      reported.add(cmd)
      const [first = ''] = script.replaceAll(/["']/g, '').trim().split(/\s/)
      findings.push({
        message: `This CMD has no effect: the ENTRYPOINT (\`${first}\`) is in shell form, which takes no arguments.`,
        hint: 'Write the ENTRYPOINT as a JSON array.',
        at: cmd.place,
      })
    }
    return findings
  },
})
