import { mayBePutAt, imageHasNot } from '../analysis/file-system.js'
import { isWithin, cleanPosix } from '../analysis/posix-path.js'
import type { Step } from '../analysis/stage-node.js'
import { findInTree } from '../model/file-tree.js'
import { destinationOf, pathAt } from './support/image-path.js'
import { defineRule } from './support/rule.js'
import type { RuleOptions } from './support/rule.js'

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

/** The path that a step makes a file, where nothing can have made it a directory. */
const fileOf = (step: Step, options: RuleOptions): { readonly path: string; readonly sure: boolean } | undefined => {
  const destination = destinationOf(step)
  if (destination === undefined || destination.isDirectory || destination.path === '/') return undefined
  const is = sourceIsFile(step, options)
  const { path } = destination
  if (is === 'no' || mayBePutAt(step.stage, path, step.index) || !imageHasNot(step.stage, path)) return undefined
  return { path, sure: is === 'yes' }
}

/** The directory that a step needs. */
const directoryOf = (step: Step): string | undefined => {
  if (step.instruction.kind === 'workdir')
    return step.value?.certain === true ? pathAt(step, step.value.value) : undefined
  const destination = destinationOf(step)
  if (destination === undefined) return undefined
  return destination.isDirectory ? destination.path : destination.path.slice(0, destination.path.lastIndexOf('/'))
}

export const rule = defineRule({
  name: 'path-both-file-and-directory',
  summary: 'A path is made a file, and then something is put below it.',
  category: 'stages',
  severity: 'error',
  codes: [],
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
  *check({ analysis, options }) {
    for (const stage of analysis.stages) {
      const files = new Map<string, boolean>()
      for (const step of stage.steps) {
        const { kind } = step.instruction
        // A RUN may delete the file.
        if (kind === 'run') files.clear()
        if (kind !== 'copy' && kind !== 'add' && kind !== 'workdir') continue
        const directory = directoryOf(step)
        const found = directory && [...files].find(([path]) => isWithin(directory, path))
        if (found) {
          const [path, sure] = found
          yield {
            message: `\`${path}\` is a file by then, and this needs it as a directory: the build fails.`,
            hint: `Write \`${path}/\` where the file is copied.`,
            at: step.place,
            ...(sure ? {} : { severity: 'warning' as const }),
          }
        }
        const file = fileOf(step, options)
        if (file !== undefined && files.size < 100) files.set(file.path, file.sure)
      }
    }
  },
})
