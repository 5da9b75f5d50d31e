import type { ScriptUse } from '../../analysis/commands.js'
import { perStage } from '../../analysis/per-stage.js'
import type { StageNode, Step } from '../../analysis/stage-node.js'
import { findInTree } from '../../model/file-tree.js'
import { stageChain } from './stage-chain.js'
import type { RuleOptions } from './rule.js'

interface Taken {
  readonly index: number
  /** Paths or globs in the context. */
  readonly paths: readonly string[]
}

const pathsOf = ({ copy, mounts = [] }: Step): readonly string[] =>
  copy === undefined
    ? mounts.flatMap(({ mount, source, glob, from }) =>
        mount.type === 'bind' && from === undefined ? [glob ?? source?.value ?? '.'] : [],
      )
    : copy.from === undefined
      ? copy.sources.map(({ value }, index) => copy.globs[index] ?? value)
      : []

/** What each step of a stage takes from the context. */
const takenBy = perStage((stage): readonly Taken[] =>
  stage.steps.flatMap((step, index) => {
    const paths = pathsOf(step)
    return paths.length === 0 ? [] : [{ index, paths }]
  }),
)

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** Whether a file name of a COPY names a lockfile: `yarn.lock`, `package*.json`, `pnpm-lock.yaml*`. */
const names = (path: string, lockfile: string): boolean => {
  const name = baseName(path)
  if (!name.includes('*')) return name === lockfile
  const start = name.slice(0, name.indexOf('*'))
  const end = name.slice(name.lastIndexOf('*') + 1)
  return start !== '' && lockfile.startsWith(start) && lockfile.endsWith(end)
}

const isDirectoryOfAll = (path: string): boolean => /^(?:\.|\.\/|\/|\*)$/.test(path)

const isTaken = (stage: StageNode, upTo: number, lockfile: string, options: RuleOptions): boolean =>
  takenBy(stage, '').some(
    ({ index, paths }) =>
      index <= upTo &&
      paths.some(
        (path) =>
          names(path, lockfile) ||
          (isDirectoryOfAll(path) && options.tree !== undefined && findInTree(options.tree, lockfile) !== undefined),
      ),
  )

/** The first of some lockfiles that is certainly there where a script runs: a COPY or a mount before names it. */
export const lockfileAt = (
  { stage, step }: Pick<ScriptUse, 'stage' | 'step'>,
  lockfiles: readonly string[],
  options: RuleOptions,
): string | undefined =>
  lockfiles.find((lockfile) =>
    stageChain(stage).some((each) => isTaken(each, each === stage ? step.index : Infinity, lockfile, options)),
  )
