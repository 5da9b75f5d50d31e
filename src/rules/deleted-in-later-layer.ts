import type { Analysis } from '../analysis/analyse.js'
import type { CommandUse } from '../analysis/commands.js'
import { lazy } from '../analysis/lazy.js'
import { cleanPosix, isWithin } from '../analysis/posix-path.js'
import type { Script } from '../analysis/script.js'
import type { Step } from '../analysis/stage-node.js'
import type { Severity } from '../model/diagnostic.js'
import { operandsOf } from './support/command-line.js'
import { firstSteps, withParents } from './support/first-steps.js'
import type { FirstSteps } from './support/first-steps.js'
import { destinationOf, pathOfWord } from './support/image-path.js'
import { imageStages } from './support/image-stages.js'
import { installedPackages } from './support/installed-packages.js'
import { defineRule } from './support/rule.js'
import type { Finding } from './support/rule.js'

const baseName = (path: string): string => path.replace(/\/+$/, '').split('/').at(-1) ?? ''

/** The paths that are certainly gone from sight, with a copy of the step's in a layer, when they are deleted. */
const copiedPaths = (step: Step): readonly string[] => {
  const destination = destinationOf(step)
  if (destination === undefined || step.copy === undefined) return []
  const { path, isDirectory } = destination
  const inside = step.copy.sources.flatMap(({ value, certain }) =>
    certain && !/[*?[]/.test(value) ? [cleanPosix(`${path}/${baseName(value)}`)] : [],
  )
  // Into the working directory goes the project; who deletes that makes room for another.
  const above = withParents(path)
  return [...inside, ...(isDirectory && path === step.before.workdir ? above.slice(1) : above)]
}

/** Files of a few lines: to carry them along does no harm. */
const small =
  /\.(?:txt|sh|json|ya?ml|toml|conf|cfg|ini|list|lock|patch|py|js|rb|sql|md|env|csproj)\*?$|^(?:Gemfile|Pipfile)(?:\.lock)?\*?$/

const isSmall = (step: Step): boolean => step.copy?.sources.every(({ value }) => small.test(baseName(value))) === true

const lists = /^\/var\/lib\/apt(?:\/lists(?:\/.*)?)?$/

const cleansLists = ({ commands }: Script): boolean =>
  commands.some(({ name, args }) => name === 'rm' && args.some((arg) => arg.startsWith('/var/lib/apt')))

const isMounted = (step: Step, path: string): boolean =>
  step.mounts?.some(({ target }) => target !== undefined && isWithin(path, cleanPosix(target.value))) === true

const managers = ['apt-get', 'apt', 'apk', 'yum', 'dnf']

const copiedIn = (analysis: Analysis): FirstSteps<Step> => {
  const copied = firstSteps<Step>()
  for (const step of analysis.steps('copy', 'add')) for (const path of copiedPaths(step)) copied.note(step, path, step)
  return copied
}

/** Files by their names. */
const fetchedIn = (analysis: Analysis): FirstSteps<true> => {
  const fetched = firstSteps<true>()
  for (const { command, step } of analysis.commands('curl', 'wget'))
    for (const arg of command.args) {
      const name = baseName(arg.replace(/[?#].*$/, ''))
      if (name.includes('.')) fetched.note(step, name, true)
    }
  return fetched
}

/** Packages and groups of packages. */
const installedIn = (analysis: Analysis): FirstSteps<true> => {
  const installed = firstSteps<true>()
  for (const { name, use } of installedPackages(analysis)) installed.note(use.step, name, true)
  for (const { command, step } of analysis.commands('apk')) {
    const { args } = command
    const group = args[args.findIndex((arg) => arg === '--virtual' || arg === '-t') + 1]
    if (args.includes('add') && group !== undefined) installed.note(step, group, true)
  }
  return installed
}

/** The index of apt, under one key, and the steps that fetch one. */
const indexesIn = (analysis: Analysis) => {
  const kept = firstSteps<true>()
  const updates = new Set<Step>()
  for (const use of analysis.commands('apt-get', 'apt')) {
    if (!use.command.args.includes('update')) continue
    updates.add(use.step)
    if (!cleansLists(use.script) && !isMounted(use.step, '/var/lib/apt/lists')) kept.note(use.step, 'apt', true)
  }
  return { kept, updates }
}

/** What layers hold; each part is only looked for where something like it is deleted. */
const whatIsMade = (analysis: Analysis) => ({
  copied: lazy(() => copiedIn(analysis)),
  fetched: lazy(() => fetchedIn(analysis)),
  installed: lazy(() => installedIn(analysis)),
  indexes: lazy(() => indexesIn(analysis)),
})

type Made = ReturnType<typeof whatIsMade>

/** How a deleted path came into a layer below. */
const originOf = (
  { step }: CommandUse,
  path: string,
  { copied, fetched, indexes }: Made,
): { readonly how: string; readonly severity?: Severity } | undefined => {
  // Nobody copies an index of packages, and most of what is deleted is one.
  const copy = lists.test(path) ? undefined : copied().before(step, path)
  if (copy !== undefined) return { how: 'copied', ...(isSmall(copy) ? { severity: 'info' } : {}) }
  if (lists.test(path)) {
    const { kept, updates } = indexes()
    return updates.has(step) || kept.before(step, 'apt') === undefined ? undefined : { how: 'written' }
  }
  const name = baseName(path)
  return !name.includes('.') || fetched().before(step, name) === undefined ? undefined : { how: 'downloaded' }
}

function* removedPackages({ command, step, at }: CommandUse, { installed }: Made): Iterable<Finding> {
  const [verb, ...names] = operandsOf(command.args, ['-o', '-c', '-t'])
  if (!/^(?:remove|purge|del|erase|autoremove)$/.test(verb ?? '')) return
  const name = names.find((each) => installed().before(step, each) !== undefined)
  if (name === undefined) return
  yield {
    message: `\`${name}\` is removed here, and the layer in which it was installed still holds it: the image gets no smaller.`,
    hint: 'Install and remove packages in one RUN.',
    at,
  }
}

export const rule = defineRule({
  name: 'deleted-in-later-layer',
  summary: 'A RUN deletes what a layer below it keeps.',
  category: 'cache',
  severity: 'warning',
  codes: [],
  about: { programs: ['rm', ...managers] },
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
  check({ analysis, options }) {
    const findings: Finding[] = []
    const uses = analysis.commands('rm', ...managers)
    if (uses.length === 0) return findings
    const kept = imageStages(analysis, options)
    const made = whatIsMade(analysis)
    for (const use of uses) {
      const { command, step, stage, at } = use
      if (!kept.has(stage) || step.instruction.kind === 'onbuild' || command.guarded) continue
      if (command.name?.endsWith('rm') !== true) {
        findings.push(...removedPackages(use, made))
        continue
      }
      for (const word of operandsOf(command.args)) {
        const path = pathOfWord(use, word.replace(/(?<=.)\/\*$/, ''))
        if (path === undefined || /[*?[]/.test(path) || isMounted(step, path)) continue
        const origin = originOf(use, path, made)
        if (origin === undefined) continue
        findings.push({
          message: `\`${word}\` is deleted here, and the layer in which it was ${origin.how} still holds it: it takes its room, and can be read.`,
          hint:
            origin.how === 'copied'
              ? 'Mount it for the step that needs it (`RUN --mount=type=bind,…`), or do not copy it.'
              : 'Delete it in the RUN that makes it.',
          at,
          ...(origin.severity === undefined ? {} : { severity: origin.severity }),
        })
      }
    }
    return findings
  },
})
