import type { StageNode, Step } from '../analysis/stage-node.js'
import { defineRule } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'

/** What the shell form is given behind its script, it reads as `$0`, `$1`, `$@`. */
const positional = /\$(?:[0-9@*]|\{[0-9@*])/

/** `CMD []` says that there is none. */
const isEmpty = ({ instruction }: Step): boolean =>
  instruction.kind === 'cmd' && instruction.command.form === 'exec' && instruction.command.args.length === 0

/** The CMD that an image of a stage starts with, where its ENTRYPOINT is in shell form. */
const ignoredCmd = (stage: StageNode): readonly [cmd: Step, entrypoint: Step] | undefined => {
  let entrypoint: Step | undefined
  let cmd: Step | undefined
  for (const { steps } of stageChain(stage)) {
    const own = steps.findLast(({ instruction }) => instruction.kind === 'entrypoint')
    const ownCmd = steps.findLast(({ instruction }) => instruction.kind === 'cmd')
    // An ENTRYPOINT removes the CMD of the stages below.
    cmd = ownCmd ?? (own === undefined ? cmd : undefined)
    entrypoint = own ?? entrypoint
  }
  if (cmd === undefined || entrypoint === undefined || isEmpty(cmd)) return undefined
  const { instruction } = entrypoint
  if (instruction.kind !== 'entrypoint' || instruction.command.form !== 'shell') return undefined
  const { text } = instruction.command
  return text.trim() === '' || positional.test(text) ? undefined : [cmd, entrypoint]
}

export const rule = defineRule({
  name: 'entrypoint-ignores-cmd',
  summary: 'The ENTRYPOINT is in shell form, so the CMD is ignored.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
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
  *check({ analysis }) {
    const reported = new Set<Step>()
    for (const stage of analysis.stages) {
      const found = ignoredCmd(stage)
      if (found === undefined || reported.has(found[0])) continue
      const [cmd, { instruction }] = found
      reported.add(cmd)
      const text =
        instruction.kind === 'entrypoint' && instruction.command.form === 'shell' ? instruction.command.text : ''
      const [first = ''] = text.replaceAll(/["']/g, '').trim().split(/\s/)
      yield {
        message: `This CMD has no effect: the ENTRYPOINT (\`${first}\`) is in shell form, which takes no arguments.`,
        hint: 'Write the ENTRYPOINT as a JSON array.',
        at: cmd.place,
      }
    }
  },
})
