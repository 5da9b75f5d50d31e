import { type ContextSource, sourcePath } from '../ignore/index.js'
import { flagIsSet, flagValues } from '../model/flag.js'
import type { Analysis } from './analyse.js'
import type { Expansion } from './expansion.js'
import { cleanPosix } from './posix-path.js'
import type { MountMeaning, Step } from './stage-node.js'
import { documentCache } from './document-cache.js'

/** A {@link ContextSource} and where it comes from. */
export interface PlacedSource extends ContextSource {
  readonly step: Step
  /** The path as the build sees it when nothing is overridden, where that is known. */
  readonly expected?: string
  /** That path relative to the context and clean; empty for the context itself. */
  readonly place?: string
}

type Growing = { -readonly [Key in keyof PlacedSource]: PlacedSource[Key] }

/** Sources that ADD fetches: URLs, and the ways to write a git repository. */
export const remoteSource = /^(?:https?:\/\/|git:\/\/|ssh:\/\/|git@|github\.com\/|[\w.-]+@[\w.-]+:)|\.git(?:#.*)?$/

/** What a path has that is not clean, or that does not begin with a name. */
const unclean = /^\.{0,2}(?:\/|$)|\/\.{0,2}(?:\/|$)/

/** A path relative to the context and clean; most are written so, and stay the same text. */
const placeOf = (path: string): string => (unclean.test(path) ? cleanPosix(`/${path}`).slice(1) : path)

/** Says what is known of where a source is. */
const placed = (source: Growing, { certain, value }: Expansion): PlacedSource => {
  if (certain) {
    const known = value === source.path ? sourcePath(source) : undefined
    source.expected = value
    source.place = known?.plain === value ? value : placeOf(value)
    if (known !== undefined) source.known = known
  }
  return source
}

const addCopied = (step: Step, sources: PlacedSource[]): void => {
  const { copy, instruction, stage } = step
  if (copy === undefined || copy.from !== undefined) return
  if (instruction.kind !== 'copy' && instruction.kind !== 'add') return
  const exclude = flagValues(instruction, 'exclude')
  const parents = flagIsSet(instruction, 'parents')
  const { kind } = instruction
  let index = 0
  for (const source of copy.sources) {
    const path = copy.globs[index++] ?? source.value
    if (kind === 'add' && remoteSource.test(source.value)) continue
    const made: Growing = { kind, stage: stage.label, step, path }
    if (exclude.length > 0) made.exclude = exclude
    if (parents) made.parents = true
    sources.push(placed(made, source))
  }
}

const ofMounts = (mounts: readonly MountMeaning[], step: Step): readonly PlacedSource[] =>
  mounts.flatMap(({ mount, source, glob, from }) => {
    if (mount.type !== 'bind' || from !== undefined) return []
    const common = { kind: 'bind' as const, stage: step.stage.label, step }
    return [
      source === undefined
        ? { ...common, path: '.', expected: '.', place: '' }
        : placed({ ...common, path: glob ?? source.value }, source),
    ]
  })

/**
 * What a document takes from the build context, stage by stage: COPY, ADD, bind mounts, and what the ONBUILDs of a base
 * stage take. This is what the ignore file is derived from.
 *
 * @example
 * ```ts
 * contextSources(analyse(document)).map((each) => each.path) // ['go.mod', 'go.sum', '.']
 * ```
 */
export const contextSources = (analysis: Analysis): readonly PlacedSource[] => {
  const found = known.get(analysis)
  if (found !== undefined) return found
  const sources: PlacedSource[] = []
  for (const step of analysis.steps('copy', 'add', 'run')) {
    if (step.copy !== undefined) addCopied(step, sources)
    else if (step.mounts !== undefined && step.mounts.length > 0) sources.push(...ofMounts(step.mounts, step))
  }
  known.set(analysis, sources)
  return sources
}

const known = documentCache<Analysis, readonly PlacedSource[]>()
