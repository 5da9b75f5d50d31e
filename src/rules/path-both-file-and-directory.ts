import { mayBePutAt, imageHasNot } from '../analysis/file-system.js'
import { cleanPosix } from '../analysis/posix-path.js'
import type { Step } from '../analysis/stage-node.js'
import { flagIsSet } from '../model/flag.js'
import { findInTree } from '../model/file-tree.js'
import { withParents } from './support/first-steps.js'
import { destinationOf, pathAt } from './support/image-path.js'
import { defineRule } from './support/rule.js'
import type { Finding, RuleOptions } from './support/rule.js'

/** Whether the one source of a COPY is a file: `likely` by its name. */
const sourceIsFile = ({ copy, instruction }: Step, { tree }: RuleOptions): 'yes' | 'likely' | 'no' => {
  if (copy === undefined || (instruction.kind !== 'copy' && instruction.kind !== 'add')) return 'no'
  if (instruction.words.length !== 2) return 'no'
  const [source] = copy.sources
  if (source === undefined) return instruction.heredocs.length === 1 ? 'yes' : 'no'
  if (!source.certain || /[*?[]/.test(source.value) || source.value.endsWith('/')) return 'no'
  const isLikely = /[^./]\.[a-z]\w*$/i.test(source.value) && instruction.kind === 'copy'
  if (copy.from !== undefined || tree === undefined) return isLikely ? 'likely' : 'no'
  return findInTree(tree, cleanPosix(`/${source.value}`))?.kind === 'file' && instruction.kind === 'copy' ? 'yes' : 'no'
}

/** The path that a step makes a file, unless it is a directory already. */
const fileOf = (step: Step, options: RuleOptions): { readonly path: string; readonly sure: boolean } | undefined => {
  const is = sourceIsFile(step, options)
  const destination = is === 'no' ? undefined : destinationOf(step)
  if (destination === undefined || destination.isDirectory || destination.path === '/') return undefined
  return { path: destination.path, sure: is === 'yes' }
}

/** Whether nothing can have made a path a directory before a step. */
const isNew = ({ stage, index }: Step, path: string): boolean =>
  !mayBePutAt(stage, path, index) && imageHasNot(stage, path)

/** The directory that a step needs. */
const directoryOf = (step: Step): string | undefined => {
  if (step.instruction.kind === 'workdir')
    return step.value?.certain === true ? pathAt(step, step.value.value) : undefined
  // `--link` makes a layer of its own, in which the directory takes the place of the file.
  const destination = flagIsSet(step.instruction, 'link') ? undefined : destinationOf(step)
  if (destination === undefined) return undefined
  return destination.isDirectory ? destination.path : destination.path.slice(0, destination.path.lastIndexOf('/'))
}

export const rule = defineRule({
  name: 'path-both-file-and-directory',
  summary: 'A path is made a file, and then something is put below it.',
  category: 'stages',
  severity: 'error',
  codes: [],
  about: { instructions: ['copy', 'add'] },
  docs: {
    why: '`COPY config.json /etc/app` makes a file `/etc/app` when there is no such directory. Copying something into that directory then fails the build, when everything above has run.',
    bad: `FROM debian:trixie-slim
COPY app.json /config
COPY users.json /config/users.json
`,
    good: `FROM debian:trixie-slim
COPY app.json /config/
COPY users.json /config/users.json
`,
    ignoreWhen: 'The first source is a directory, in spite of its name.',
  },
  check({ analysis, options }) {
    const findings: Finding[] = []
    for (const stage of analysis.stages) {
      const files = new Map<string, { readonly by: Step; readonly sure: boolean }>()
      for (const step of stage.steps) {
        const { kind } = step.instruction
        // A RUN may delete the file.
        if (kind === 'run') files.clear()
        if (kind !== 'copy' && kind !== 'add' && kind !== 'workdir') continue
        const directory = files.size === 0 ? undefined : directoryOf(step)
        const path = directory && withParents(directory).find((each) => files.has(each))
        const file = path && files.get(path)
        if (file && isNew(file.by, path)) {
          findings.push({
            message: `\`${path}\` is a file by then, and this needs it as a directory: the build fails.`,
            hint: `Write \`${path}/\` where the file is copied.`,
            at: step.place,
            ...(file.sure ? {} : { severity: 'warning' as const }),
          })
        }
        const made = fileOf(step, options)
        if (made !== undefined && !files.has(made.path)) files.set(made.path, { by: step, sure: made.sure })
      }
    }
    return findings
  },
})
