import { rememberOf } from '../model/remember.js'
import type { StageNode, Step } from './stage-node.js'
import { perStage } from './per-stage.js'
import { cleanPosix, isWithin, resolvePosix } from './posix-path.js'

/** Directories that every distribution has and that its packages fill. */
const usual = [
  'bin',
  'boot',
  'dev',
  'etc',
  'home',
  'lib',
  'lib32',
  'lib64',
  'media',
  'mnt',
  'opt',
  'proc',
  'root',
  'run',
  'sbin',
  'srv',
  'sys',
  'tmp',
  'usr',
  'var',
]

/** Whether a stage's file system can hold a path: `no` only where that is certain. */
export type Holds = 'no' | 'maybe'

/** Paths of the image at the bottom that are certainly all there is; `undefined` where that is not known. */
const imageHolds = (stage: StageNode, path: string): boolean => {
  const { facts } = stage
  if (facts === undefined) return true
  if (facts.name === 'scratch') return path === '/'
  if (facts.files !== undefined) return facts.files.some((file) => isWithin(file, path))
  // Images of languages and servers have directories of their own at the top; plain distributions have not.
  const [, first = ''] = path.split('/')
  return facts.name !== facts.distribution.name || first === '' || usual.includes(first)
}

/** Where a step puts something, as far as that is known: `everywhere` for RUN. */
const targetOf = (step: Step): string | undefined => {
  const { instruction, before, copy } = step
  if (instruction.kind === 'run') return 'everywhere'
  if (instruction.kind === 'workdir') {
    const after = step.value?.certain === true ? step.value.value : undefined
    if (after === undefined) return 'everywhere'
    return after.startsWith('/')
      ? cleanPosix(after)
      : before.workdir === undefined
        ? 'everywhere'
        : resolvePosix(before.workdir, after)
  }
  if (instruction.kind === 'volume') return 'everywhere'
  if (copy === undefined) return undefined
  const { value, certain } = copy.destination
  if (!certain) return 'everywhere'
  if (value.startsWith('/')) return cleanPosix(value)
  return before.workdir === undefined ? 'everywhere' : resolvePosix(before.workdir, value)
}

/** The position of the first step that may put something at a path. */
const putAt = perStage((stage, path) => {
  const index = stage.steps.findIndex((step) => {
    const target = targetOf(step)
    if (target === undefined || target === 'everywhere') return target !== undefined
    // A WORKDIR makes an empty directory; what is copied may be a directory with anything in it.
    return isWithin(target, path) || (step.instruction.kind !== 'workdir' && isWithin(path, target))
  })
  return index < 0 ? Infinity : index
})

/** Whether an instruction of the stage, or of those that it is built on, may put something at a path. */
export const mayBePutAt = (stage: StageNode, path: string, before = Number.MAX_SAFE_INTEGER): boolean =>
  putAt(stage, path) < before || (stage.base.kind === 'stage' && mayBePutAt(stage.base.stage, path))

/** Whether some step of a stage, or of those that it is built on, may put something anywhere, or nobody knows its image. */
export const mayHoldAnything: (stage: StageNode) => boolean = rememberOf(
  (stage: StageNode) =>
    stage.facts === undefined ||
    stage.steps.some((step) => targetOf(step) === 'everywhere') ||
    (stage.base.kind === 'stage' && mayHoldAnything(stage.base.stage)),
)

/**
 * Whether a path can be in a stage when it is finished. Exact for stages on `scratch` without RUN: what is not above or
 * below something that was copied is not there.
 */
export const stageHolds = (stage: StageNode, path: string): Holds =>
  mayBePutAt(stage, path) || imageHolds(stage, path) ? 'maybe' : 'no'

/** Whether the image at the bottom of a stage is certainly without a path. */
export const imageHasNot = (stage: StageNode, path: string): boolean => !imageHolds(stage, path)
