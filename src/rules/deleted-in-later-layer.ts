import type { CommandUse } from '../analysis/commands.js'
import { cleanPosix, isWithin } from '../analysis/posix-path.js'
import type { Step } from '../analysis/stage-node.js'
import type { Severity } from '../model/diagnostic.js'
import { operandsOf } from './support/command-line.js'
import { destinationOf, pathOfWord, stepsBefore } from './support/image-path.js'
import { packagesOf } from './support/installed-packages.js'
import { imageStages } from './support/image-stages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** Whether a COPY or ADD puts something at a path or below it. */
const isCopiedTo = (path: string, step: Step): boolean => {
  const destination = destinationOf(step)
  if (destination === undefined || step.copy === undefined) return false
  if (isWithin(destination.path, path)) return !destination.isDirectory || destination.path !== step.before.workdir
  return step.copy.sources.some(
    ({ value, certain }) =>
      certain && !/[*?[]/.test(value) && path === cleanPosix(`${destination.path}/${baseName(value)}`),
  )
}

/** Files of a few lines: to carry them along does no harm. */
const small =
  /\.(?:txt|sh|json|ya?ml|toml|conf|cfg|ini|list|lock|patch|py|js|rb|sql|md|env|csproj)\*?$|^(?:Gemfile|Pipfile)(?:\.lock)?\*?$/

const isSmall = (step: Step): boolean => step.copy?.sources.every(({ value }) => small.test(baseName(value))) === true

const downloads = (use: CommandUse, name: string): boolean =>
  name.includes('.') && use.command.args.some((arg) => baseName(arg.replace(/[?#].*$/, '')) === name)

interface Made {
  readonly step: Step
  readonly how: string
  readonly severity?: Severity
}

const lists = /^\/var\/lib\/apt(?:\/lists(?:\/.*)?)?$/
const cleansLists = /\brm\b[^;&|]*\/var\/lib\/apt/

const isMounted = (step: Step, path: string): boolean =>
  step.mounts?.some(({ target }) => target !== undefined && isWithin(path, cleanPosix(target.value))) === true

export const rule = defineRule({
  name: 'deleted-in-later-layer',
  summary: 'A RUN deletes what a layer below it keeps.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  docs: {
    why: 'Layers only add up: deleting a file hides it, and the layer that made it still holds it. The image gets no smaller, and what was secret can be read.',
    bad: `FROM debian:trixie-slim
COPY app.tar.gz /tmp/
RUN tar -xzf /tmp/app.tar.gz -C /opt && rm /tmp/app.tar.gz
`,
    good: `FROM debian:trixie-slim
RUN --mount=type=bind,source=app.tar.gz,target=/tmp/app.tar.gz tar -xzf /tmp/app.tar.gz -C /opt
`,
    ignoreWhen: 'It is small, and only has to be out of sight.',
  },
  *check({ analysis, options }) {
    const uses = analysis.commands('rm', 'apt-get', 'apt', 'apk', 'yum', 'dnf')
    if (uses.length === 0) return
    const kept = imageStages(analysis, options)
    const fetches = analysis.commands('curl', 'wget')

    const earlier = (use: CommandUse, found: readonly CommandUse[]): CommandUse | undefined => {
      if (found.some((each) => each.step === use.step)) return undefined
      const before = new Set(stepsBefore(use.step))
      return found.find((each) => before.has(each.step))
    }

    const madeBefore = (use: CommandUse, path: string): Made | undefined => {
      const copied = stepsBefore(use.step).find((step) => isCopiedTo(path, step))
      if (copied !== undefined)
        return { step: copied, how: 'copied', ...(isSmall(copied) ? { severity: 'info' as const } : {}) }
      if (lists.test(path)) {
        const updates = uses.filter(
          ({ command: { name = '', args }, script }) =>
            /apt(?:-get)?$/.test(name) && args.includes('update') && !cleansLists.test(script.text),
        )
        const update = earlier(use, updates)
        return update === undefined || isMounted(update.step, '/var/lib/apt/lists')
          ? undefined
          : { step: update.step, how: 'written' }
      }
      const fetch = earlier(
        use,
        fetches.filter((each) => downloads(each, baseName(path))),
      )
      return fetch && { step: fetch.step, how: 'downloaded' }
    }

    function* removedPackages(use: CommandUse): Iterable<Finding> {
      const [verb, ...names] = operandsOf(use.command.args, ['-o', '-c', '-t'])
      if (!/^(?:remove|purge|del|erase|autoremove)$/.test(verb ?? '') || names.length === 0) return
      const installs = uses.filter(({ command }) => {
        const words = command.args
        const group = words[words.findIndex((word) => word === '--virtual' || word === '-t') + 1] ?? ''
        const packages = packagesOf({ command })
        return (
          packages.length > 0 &&
          names.some((name) => packages.includes(name) || (words.includes('add') && name === group))
        )
      })
      const made = earlier(use, installs)
      if (made === undefined) return
      yield {
        message: `The packages are removed here, and the layer that installed them (line ${made.at.span?.start.line ?? '?'}) still holds them: the image gets no smaller.`,
        hint: 'Install and remove them in one RUN.',
        at: use.at,
      }
    }

    for (const use of uses) {
      const { command, step, stage, at } = use
      if (!kept.has(stage) || step.instruction.kind === 'onbuild' || command.guarded) continue
      if (command.name?.endsWith('rm') !== true) {
        yield* removedPackages(use)
        continue
      }
      for (const word of operandsOf(command.args)) {
        const path = pathOfWord(use, word.replace(/(?<=.)\/\*$/, ''))
        if (path === undefined || /[*?[]/.test(path) || isMounted(step, path)) continue
        const made = madeBefore(use, path)
        if (made === undefined) continue
        yield {
          message: `\`${word}\` is deleted here, and the layer in which it was ${made.how} still holds it: it takes its room, and can be read.`,
          hint:
            made.how === 'copied'
              ? 'Mount it for the step that needs it (`RUN --mount=type=bind,…`), or do not copy it.'
              : 'Delete it in the RUN that makes it.',
          at,
          ...(made.severity === undefined ? {} : { severity: made.severity }),
        }
      }
    }
  },
})
