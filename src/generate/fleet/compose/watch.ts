import { posix } from 'node:path'
import type { Analysis } from '../../../analysis/analyse.js'
import { contextSources, type PlacedSource } from '../../../analysis/context-sources.js'
import { resolvePosix } from '../../../analysis/posix-path.js'
import type { StageNode, Step } from '../../../analysis/stage-node.js'
import { stepsOf } from './stage-chain.js'

/** One rule of `develop.watch`; `path` is relative to the build context. */
export interface WatchRule {
  readonly action: 'sync' | 'sync+restart' | 'rebuild'
  readonly path: string
  /** Where the container has it. */
  readonly target?: string
  /** Patterns of the files that are meant, relative to `path`. */
  readonly include?: readonly string[]
}

/** Programs, options and scripts that look for changes themselves. */
const watching =
  /(?:^|[\s/:])(?:nodemon|air|watchexec|dev|watch|vite|bacon)(?:$|\s)|--(?:watch|reload)\b|\bcargo[ -]watch\b/

const commandText = (steps: readonly Step[]): string =>
  steps
    .flatMap(({ instruction }) => {
      if (instruction.kind !== 'cmd' && instruction.kind !== 'entrypoint') return []
      const { command } = instruction
      return [command.form === 'exec' ? command.args.join(' ') : command.text]
    })
    .join('\n')

/** The part of a pattern in front of its first wildcard, and the rest. */
const splitGlob = (pattern: string): { readonly folder: string; readonly rest?: string } => {
  const names = pattern.split('/')
  const first = names.findIndex((name) => /[*?[]/.test(name))
  if (first === -1) return { folder: pattern }
  return { folder: posix.join('.', ...names.slice(0, first)), rest: names.slice(first).join('/') }
}

const targetOf = ({ parents, step }: PlacedSource, path: string, isFolder: boolean): string | undefined => {
  const { copy, before } = step
  if (copy === undefined || (before.workdir === undefined && !copy.destination.value.startsWith('/'))) return undefined
  const destination = resolvePosix(before.workdir ?? '/', copy.destination.value)
  if (parents === true) return posix.join(destination, path)
  if (isFolder || !/(?:^|\/)\.?\.?$/.test(copy.destination.value)) return destination
  return posix.join(destination, posix.basename(path))
}

/**
 * What `docker compose watch` does with a change of each source of a stage: what a RUN below it reads makes the image
 * again; all else is copied into the running container, which starts again unless its command looks for changes itself.
 *
 * @param isFolder whether a path of the build context is a folder
 */
export const watchRules = (
  analysis: Analysis,
  stage: StageNode,
  isFolder: (path: string) => boolean,
): readonly WatchRule[] => {
  const steps = stepsOf(stage)
  const lastRun = steps.findLastIndex(({ instruction }) => instruction.kind === 'run')
  const sync = watching.test(commandText(steps)) ? 'sync' : 'sync+restart'
  const found = new Map<string, WatchRule>()
  const add = (rule: WatchRule): void => void found.set(JSON.stringify([rule.path, rule.include]), rule)
  for (const source of contextSources(analysis)) {
    const place = steps.indexOf(source.step)
    // Another stage: what it makes of a source is known to nobody but the build.
    if (place === -1 && !analysis.reachable([stage]).has(source.step.stage)) continue
    const { folder, rest } = splitGlob(posix.normalize(source.path))
    const path = folder.replace(/\/$/, '') || '.'
    const include = rest === undefined ? {} : { include: [rest] }
    const target = targetOf(source, path, rest !== undefined || path === '.' || isFolder(path))
    if (place <= lastRun || target === undefined) add({ action: 'rebuild', path, ...include })
    else add({ action: sync, path, target, ...include })
  }
  return [...found.values()]
}
