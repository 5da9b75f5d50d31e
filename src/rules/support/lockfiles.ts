import type { ScriptUse } from '../../analysis/commands.js'
import { perStage } from '../../analysis/per-stage.js'
import type { Step } from '../../analysis/stage-node.js'
import { findInTree } from '../../model/file-tree.js'
import { alongChain } from './along-chain.js'
import type { RuleOptions } from './rule.js'

const pathsOf = ({ copy, mounts = [] }: Step): readonly string[] =>
  copy === undefined
    ? mounts.flatMap(({ mount, source, glob, from }) =>
        mount.type === 'bind' && from === undefined ? [glob ?? source?.value ?? '.'] : [],
      )
    : copy.from === undefined
      ? copy.sources.map(({ value }, index) => copy.globs[index] ?? value)
      : []

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

/** The first step of a stage that takes a lockfile; the key is its name, behind `./` where a COPY of all brings it. */
const takenAt = perStage((stage, key) => {
  const byAll = key.startsWith('./')
  const lockfile = byAll ? key.slice(2) : key
  const index = stage.steps.findIndex((step) =>
    pathsOf(step).some((path) => names(path, lockfile) || (byAll && isDirectoryOfAll(path))),
  )
  return index < 0 ? Infinity : index
})

const isTakenBelow = alongChain((stage, key) => (takenAt(stage, key) < Infinity ? true : undefined), false)

/** The first of some lockfiles that is certainly there where a script runs: a COPY or a mount before names it. */
export const lockfileAt = (
  { stage, step }: Pick<ScriptUse, 'stage' | 'step'>,
  lockfiles: readonly string[],
  options: RuleOptions,
): string | undefined =>
  lockfiles.find((lockfile) => {
    const isInContext = options.tree !== undefined && findInTree(options.tree, lockfile) !== undefined
    const key = isInContext ? `./${lockfile}` : lockfile
    return takenAt(stage, key) <= step.index || (stage.base.kind === 'stage' && isTakenBelow(stage.base.stage, key))
  })
