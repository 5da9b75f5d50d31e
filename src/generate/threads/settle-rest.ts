import type { Run } from '../run.js'
import { tellDuplicates } from '../settle.js'
import type { Crew } from './crew.js'
import type { MadeAnswer, Settled } from './messages.js'
import { partOf, type Stretch } from './stretches.js'

/** What is claimed once, by batch: which of the targets of each are left alone. */
type LeftAlone = ReadonlyMap<number, ReadonlySet<number>>

/** Tells files that several targets would write, in the order of the services. */
const leaveDuplicates = (
  run: Run,
  made: ReadonlyMap<number, MadeAnswer>,
  stretches: readonly Stretch[],
): { readonly leftAlone: LeftAlone; readonly count: number } => {
  const targets = stretches.flatMap(({ batch, index }) => {
    const { claims = [], ends } = made.get(batch) ?? {}
    return partOf(claims, 'claims', ends, index).map((claim) => ({ batch, claim }))
  })
  const duplicates = tellDuplicates(
    run,
    targets.map(({ claim }) => claim),
  )
  const counts = new Map<number, number>()
  const leftAlone = new Map<number, Set<number>>()
  targets.forEach(({ batch }, index) => {
    const position = counts.get(batch) ?? 0
    counts.set(batch, position + 1)
    if (duplicates.has(index)) leftAlone.set(batch, (leftAlone.get(batch) ?? new Set()).add(position))
  })
  return { leftAlone, count: targets.length }
}

/** Brings to the disk what has waited until all was made, where it is claimed once; gives what came of each batch. */
export const settleRest = async (
  run: Run,
  made: ReadonlyMap<number, MadeAnswer>,
  stretches: readonly Stretch[],
  crew: Crew,
): Promise<ReadonlyMap<number, Settled>> => {
  const { leftAlone, count } = leaveDuplicates(run, made, stretches)
  crew.begin('write', count)
  const settled = new Map<number, Settled>()
  await Promise.all(
    [...made.values()].map(async ({ batch, settled: before }) => {
      const each = before ?? (await crew.settle(batch, leftAlone.get(batch) ?? new Set()))
      if (each !== undefined) settled.set(batch, each)
    }),
  )
  return settled
}
