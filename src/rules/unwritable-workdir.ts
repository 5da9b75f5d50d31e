import type { Analysis } from '../analysis/analyse.js'
import type { StageNode, Step } from '../analysis/stage-node.js'
import { operandsOf, unwrapped } from './support/command-line.js'
import { dependencyInstall, dependencyPrograms } from './support/dependency-installs.js'
import { firstSteps, withParents } from './support/first-steps.js'
import type { FirstSteps } from './support/first-steps.js'
import { changesDirectory, destinationOf } from './support/image-path.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

/** Families of installs that write into the directory of the project. */
const writing = ['node', 'php', 'rust', 'elixir', 'jvm']

const isOther = (user: string | undefined): boolean => user !== undefined && !/^(?:root|0+)?(?::|$)/.test(user)

/** What may give a directory to another user, or make one that is a home. */
const gives = /\b(?:chown|chmod|chgrp|setfacl|mkdir|usermod)\b|\binstall\s+-[a-z]*d/
const home = /\s(?:-\w*[dh]|--home)/

const mayGive = (text: string): boolean => gives.test(text) || (/\b(?:useradd|adduser)\b/.test(text) && home.test(text))

/** What happened to the directories of a document. */
interface Directories {
  /** By path: the WORKDIR that makes it, if nothing else did. */
  readonly made: FirstSteps<Step>
  /** By path: the COPY that makes it for another user. */
  readonly copied: FirstSteps<true>
  /** Under one key: what may have given any directory away. */
  readonly given: FirstSteps<true>
}

const directoriesOf = (analysis: Analysis): Directories => {
  const made = firstSteps<Step>()
  const copied = firstSteps<true>()
  const given = firstSteps<true>()
  for (const step of analysis.steps('run', 'workdir', 'copy', 'add')) {
    const { instruction, stage, index, copy } = step
    if (instruction.kind === 'run') {
      const { command, heredocs } = instruction
      const text = command.form === 'shell' ? command.text : command.args.join(' ')
      if (mayGive(text) || heredocs.length > 0) given.note(step, 'any', true)
    } else if (instruction.kind === 'workdir') {
      const { workdir } = stage.steps[index + 1]?.before ?? stage.end
      if (workdir !== undefined) made.note(step, workdir, step)
    } else if (copy !== undefined) {
      const destination = destinationOf(step)
      if (destination === undefined) given.note(step, 'any', true)
      else if (copy.chown !== undefined) copied.note(step, destination.path, true)
    }
  }
  return { made, copied, given }
}

/** Whether a WORKDIR, as root, made the directory, and nothing else can have. */
const belongsToRoot = (step: Step, directory: string, { made, copied, given }: Directories): boolean => {
  const workdir = made.before(step, directory)
  if (workdir === undefined || given.before(step, 'any') !== undefined) return false
  if (workdir.before.user !== 'root' && !/^0+$/.test(workdir.before.user ?? '')) return false
  // A directory that is there keeps its owner; one that COPY makes has the one of `--chown`.
  return !withParents(directory).some((path) => copied.before(workdir, path) !== undefined)
}

export const rule = defineRule({
  name: 'unwritable-workdir',
  summary: 'A RUN as another user writes into a directory that belongs to root.',
  category: 'runtime',
  severity: 'warning',
  codes: [],
  about: { instructions: ['user'] },
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
  check({ analysis }) {
    const findings: Finding[] = []
    if (analysis.steps('user').length === 0) return findings
    let directories: Directories | undefined
    const reported = new Set<StageNode>()
    for (const use of analysis.commands(...dependencyPrograms, 'mkdir', 'touch')) {
      const { command, step, stage, script } = use
      const { user, workdir } = step.before
      if (!isOther(user) || workdir === undefined || stage.facts === undefined || workdir.startsWith('/home/')) continue
      if (command.guarded || command.tolerated || changesDirectory(script)) continue
      const [program, args] = unwrapped(command.name, command.args)
      const install = dependencyInstall(command)
      const what = install !== undefined && writing.includes(install.family) ? install.what : undefined
      const made =
        program === 'mkdir' || program === 'touch'
          ? operandsOf(args, ['-m']).find((word) => /^[\w.]/.test(word))
          : undefined
      if (what === undefined && made === undefined) continue
      directories ??= directoriesOf(analysis)
      if (reported.has(stage) || !belongsToRoot(step, workdir, directories)) continue
      reported.add(stage)
      findings.push({
        message: `\`${workdir}\` belongs to root, and this RUN is \`${user ?? ''}\`: \`${what ?? `${program} ${made ?? ''}`}\` cannot write there.`,
        hint: 'Write WORKDIR below USER, or give the directory away: `RUN chown …`.',
        at: use.at,
      })
    }
    return findings
  },
})
