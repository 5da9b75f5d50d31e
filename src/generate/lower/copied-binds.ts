import { posix } from 'node:path'
import type { Analysis } from '../../analysis/analyse.js'
import type { MountMeaning, StageNode, Step } from '../../analysis/stage-node.js'
import type { Flag } from '../../model/flag.js'
import type { CopyInstruction, RunInstruction, StageInstruction } from '../../model/instruction.js'
import { imageStages } from '../../rules/support/image-stages.js'

/** COPYs in the place of bind mounts. */
export interface BindCopies {
  /** A RUN without its bind mounts, behind COPYs of the same. */
  readonly copy: (run: RunInstruction, step: Step) => readonly StageInstruction[]
}

/** What a bind mount shows, in the words of a COPY. */
interface Shown {
  readonly from: string | undefined
  readonly source: string
  readonly target: string
}

const plainWord = /^[\w@%+:./-]+$/

/** A path of the context without what changes nothing. */
const clean = (path: string): string => posix.normalize(`/${path}`).replace(/^\/+|\/+$/g, '') || '.'

const shownBy = ({ mount }: MountMeaning): Shown | undefined => {
  const { type, from, source = from === undefined ? '.' : undefined, target } = mount
  if (type !== 'bind' || source === undefined || target === undefined) return undefined
  if (![from ?? '.', source, target].every((word) => plainWord.test(word))) return undefined
  return { from, source: from === undefined ? clean(source) : source, target: posix.normalize(target) }
}

const isInPlace = ({ from, source, target }: Shown): boolean =>
  from === undefined && !target.startsWith('/') && clean(target) === source

/** What lies where the context has it is one COPY; anything else has its own. */
const copiesOf = (shown: readonly Shown[]): readonly Pick<CopyInstruction, 'flags' | 'words'>[] => {
  const inPlace = shown.filter(isInPlace)
  return [
    ...(inPlace.length === 0
      ? []
      : [{ flags: [{ name: 'parents' }], words: [...inPlace.map(({ source }) => source), './'] }]),
    ...shown
      .filter((each) => !isInPlace(each))
      .map(({ from, source, target }) => ({
        flags: from === undefined ? [] : [{ name: 'from', value: from }],
        words: [source, target],
      })),
  ]
}

/**
 * Copies what bind mounts show, for builders that pass over them. A file that is copied once is there for the RUNs behind it. What a
 * mount takes from another image stays a mount where it would be in the image that is built.
 */
export const createBindCopies = (analysis: Analysis): BindCopies => {
  const image = imageStages(analysis, {})
  const present = new Map<StageNode, Set<string>>()

  const isPresent = (stage: StageNode, key: string): boolean =>
    present.get(stage)?.has(key) === true || (stage.base.kind === 'stage' && isPresent(stage.base.stage, key))

  const note = (stage: StageNode, key: string): boolean => {
    if (isPresent(stage, key)) return false
    present.set(stage, (present.get(stage) ?? new Set()).add(key))
    return true
  }

  return {
    copy: (run, { mounts = [], stage, before }) => {
      const shownAt = mounts.map((mount) => {
        const shown = shownBy(mount)
        return shown?.from !== undefined && image.has(stage) ? undefined : shown
      })
      const shown = shownAt.filter((each) => each !== undefined)
      if (shown.length === 0) return [run]
      const isNew = ({ from, source, target }: Shown): boolean =>
        note(stage, JSON.stringify([from, source, posix.resolve(before.workdir ?? '/', target)]))
      let index = 0
      const flags: readonly Flag[] = run.flags.filter(({ name }) => name !== 'mount' || shownAt[index++] === undefined)
      const { blankAbove, detachedComments, ...rest } = run
      const above = {
        ...(blankAbove === undefined ? {} : { blankAbove }),
        ...(detachedComments === undefined ? {} : { detachedComments }),
      }
      const { origin } = run
      const common = { comments: [], json: false, heredocs: [], ...(origin === undefined ? {} : { origin }) }
      const copies = copiesOf(shown.filter(isNew)).map((each, at) => ({
        kind: 'copy' as const,
        ...each,
        ...common,
        ...(at === 0 ? above : {}),
      }))
      return [...copies, { ...rest, ...(copies.length === 0 ? above : {}), flags }]
    },
  }
}
