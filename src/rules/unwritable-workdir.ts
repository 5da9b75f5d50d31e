import { isWithin } from '../analysis/posix-path.js'
import type { Step } from '../analysis/stage-node.js'
import { operandsOf, unwrapped } from './support/command-line.js'
import { dependencyInstall, dependencyPrograms } from './support/dependency-installs.js'
import { destinationOf, stepsBefore } from './support/image-path.js'
import { defineRule } from './support/rule.js'

/** Families of installs that write into the directory of the project. */
const writing = ['node', 'php', 'rust', 'elixir', 'jvm']

const isOther = (user: string | undefined): boolean => user !== undefined && !/^(?:root|0+)?(?::|$)/.test(user)

/** What may give a directory to another user. */
const gives = /\b(?:chown|chmod|chgrp|setfacl|install\s+-[a-z]*d|mkdir|usermod|useradd[^;&|]*-[a-z]*[md])\b/

/** Whether a WORKDIR, as root, made the directory, and nothing else can have. */
const belongsToRoot = (step: Step, directory: string): boolean => {
  let made = false
  for (const each of stepsBefore(step)) {
    const { instruction, before, stage, index, copy } = each
    if (instruction.kind === 'run') {
      const { command, heredocs } = instruction
      const text = command.form === 'shell' ? command.text : command.args.join(' ')
      if (gives.test(text) || heredocs.length > 0) return false
    }
    if (instruction.kind === 'workdir' && !made) {
      const after = stage.steps[index + 1]?.before ?? stage.end
      if (after.workdir !== directory) continue
      if (before.user !== 'root' && !/^0+$/.test(before.user ?? '')) return false
      made = true
    }
    const destination = copy && destinationOf(each)
    // A directory that is there keeps its owner; one that COPY makes has the one of `--chown`.
    if (
      copy !== undefined &&
      (destination === undefined || (!made && copy.chown !== undefined && isWithin(directory, destination.path)))
    )
      return false
  }
  return made
}

export const rule = defineRule({
  name: 'unwritable-workdir',
  summary: 'A RUN as another user writes into a directory that belongs to root.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'WORKDIR makes the directory for the user of that line, which is root above USER. What runs below as another user cannot write there: the install stops with "permission denied". `COPY --chown` gives away the files, not the directory.',
    bad: `FROM node:24-trixie-slim
WORKDIR /app
USER node
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
`,
    good: `FROM node:24-trixie-slim
USER node
WORKDIR /app
COPY --chown=node:node package.json package-lock.json ./
RUN npm ci
`,
    ignoreWhen: 'The base image has the directory, and it belongs to that user.',
  },
  *check({ analysis }) {
    for (const use of analysis.commands(...dependencyPrograms, 'mkdir', 'touch')) {
      const { command, step, stage, script } = use
      const { user, workdir } = step.before
      if (!isOther(user) || workdir === undefined || stage.facts === undefined || workdir.startsWith('/home/')) continue
      if (command.guarded || command.tolerated || script.commands.some(({ name }) => name === 'cd')) continue
      const [program, args] = unwrapped(command.name, command.args)
      const install = dependencyInstall(command)
      const what = install !== undefined && writing.includes(install.family) ? install.what : undefined
      const made =
        program === 'mkdir' || program === 'touch'
          ? operandsOf(args, ['-m']).find((word) => /^[\w.]/.test(word))
          : undefined
      if ((what === undefined && made === undefined) || !belongsToRoot(step, workdir)) continue
      yield {
        message: `\`${workdir}\` belongs to root, and this RUN is \`${user ?? ''}\`: \`${what ?? `${program} ${made ?? ''}`}\` cannot write there.`,
        hint: 'Write WORKDIR below USER, or give the directory away: `RUN chown …`.',
        at: use.at,
      }
    }
  },
})
