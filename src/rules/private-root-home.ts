import { cleanPosix } from '../analysis/posix-path.js'
import type { Analysis } from '../analysis/analyse.js'
import type { Step } from '../analysis/stage-node.js'
import { expand } from '../analysis/expansion.js'
import type { Scope } from '../analysis/expansion.js'
import { perStage } from '../analysis/per-stage.js'
import { hasLetter, hasOption, pipCalls } from './support/command-line.js'
import { destinationOf } from './support/image-path.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'
import { stageChain } from './support/stage-chain.js'
import { targetStages } from './support/target-stages.js'

/** Where tools put programs for one user, when that is root. */
const ownFolder =
  /^\/root\/(?:\.local|\.cargo|\.venv|venv|\.nvm|\.bun|\.deno|\.npm-global|\.poetry|\.dotnet|\.pyenv|\.asdf|bin|go)(?:\/|$)/

const isOther = (user: string | undefined): user is string => user !== undefined && !/^(?:root|0+)?(?::|$)/.test(user)

/** Whether a script lets others into /root. */
const isOpened = ({ commands }: Analysis): boolean =>
  commands('chmod').some(({ command: { args } }) =>
    args.some((arg) => /^\/root\/?$/.test(arg) || (arg.startsWith('/root/') && hasLetter(args, 'R'))),
  )

/**
 * What a stage sees at its end, with no more of its PATH than the first folder of that kind: with all of it, each of many
 * lines that add a folder would be read as long as they all are together.
 */
const scopeWithShortPath = perStage(({ scope }): Scope => {
  const path = scope.get('PATH')
  if (path === undefined) return scope
  const value = path.value.split(':').find((folder) => ownFolder.test(folder)) ?? ''
  return new Map(scope).set('PATH', { ...path, value })
})

/** Whether a step may put something below /root. */
const mayBeThere = ({ copy, before }: Step): boolean =>
  copy?.from !== undefined && (copy.destination.value.includes('root') || before.workdir?.startsWith('/root') === true)

/** The folder of /root that a step brings or puts into PATH. */
const folderIn = (step: Step): string | undefined => {
  const { instruction, stage } = step
  if (instruction.kind === 'copy') {
    const path = mayBeThere(step) ? destinationOf(step)?.path : undefined
    return path !== undefined && ownFolder.test(path) ? path : undefined
  }
  if (instruction.kind !== 'env') return undefined
  const pair = instruction.pairs.find(({ name }) => name === 'PATH')
  const path = pair && expand(pair.value, scopeWithShortPath(stage, ''), '\\').value
  return path?.split(':').find((folder) => ownFolder.test(folder))
}

export const rule = defineRule({
  name: 'private-root-home',
  summary: 'What a user needs lies below /root, where only root may look.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'The directory /root has the mode 0700. `pip install --user` as root, and the installers of many tools, put their files there: for any other user they are not to be found, whoever owns them.',
    bad: `FROM python:3.14-slim-trixie
RUN pip install --user --no-cache-dir uvicorn==0.38.0
ENV PATH=/root/.local/bin:$PATH
USER 10001
CMD ["uvicorn", "main:app"]
`,
    good: `FROM python:3.14-slim-trixie
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir uvicorn==0.38.0
ENV PATH=/venv/bin:$PATH
USER 10001
CMD ["uvicorn", "main:app"]
`,
    ignoreWhen: 'As an info: the container runs as root, and that is meant to stay.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    const users = pipCalls(analysis).filter(
      ({ use, args }) =>
        args.includes('install') && hasOption(args, '--user') && !isOther(use.step.before.user ?? 'unknown'),
    )
    for (const target of targetStages(analysis, options)) {
      const chain = new Set(stageChain(target))
      const { user } = target.end
      const found: (readonly [folder: string, step: Step])[] = users.flatMap(({ use }) =>
        chain.has(use.stage) ? [['/root/.local', use.step] as const] : [],
      )
      for (const stage of chain) {
        for (const step of stage.steps) {
          const folder = folderIn(step)
          // What runs as root up to the end is only told of where it is copied from a stage made for that.
          if (folder !== undefined && (step.copy !== undefined || isOther(user))) found.push([cleanPosix(folder), step])
        }
      }
      const [first] = found
      if (first === undefined || isOpened(analysis)) continue
      const [folder, step] = first
      findings.push({
        message: isOther(user)
          ? `\`${folder}\` is below /root (mode 0700), and the image runs as \`${user}\`: nothing in it is found.`
          : `\`${folder}\` is below /root (mode 0700), so only root can use what is in it.`,
        hint: 'Put it where all may read: a virtual environment such as `/venv`, `/opt`, `/usr/local`.',
        at: step.place,
        ...(isOther(user) ? {} : { severity: 'info' as const }),
      })
    }
    return findings
  },
})
