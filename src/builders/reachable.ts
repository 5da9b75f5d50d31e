import { refuse } from './refuse.js'
import { isStage, state, type AnyStage, type StageEdit } from './stage-value.js'

/** The stages that a stage refers to directly: its base first, then in the order of its instructions. */
export const referencesOf = (stage: AnyStage): readonly AnyStage[] => {
  const { base, entries } = stage[state]
  // The calls are known from the last to the first.
  const backwards: AnyStage[] = []
  for (let node = entries; node; node = node.before) {
    if (node.entry.kind !== 'step') continue
    const { references } = node.entry.step
    if (references.length > 0) backwards.push(...references.toReversed())
  }
  if (isStage(base)) backwards.push(base)
  return backwards.reverse()
}

const collectEdits = (targets: readonly AnyStage[]): readonly StageEdit[] => {
  const seen = new Set<unknown>()
  const edits = new Set<StageEdit>()
  const visit = (stage: AnyStage): void => {
    if (seen.has(stage[state])) return
    seen.add(stage[state])
    for (const edit of stage[state].edits) edits.add(edit)
    referencesOf(stage).forEach(visit)
  }
  targets.forEach(visit)
  return [...edits]
}

/** The stage after all changes that were asked for under its name. */
const applyEdits = (stage: AnyStage, edits: readonly StageEdit[]): AnyStage =>
  edits.reduce((edited, { name, edit }) => (edited[state].name === name ? edit(edited) : edited), stage)

const refuseCycle = (stage: AnyStage, open: ReadonlySet<AnyStage>): never => {
  const names = [...open].map((each) => `\`${each[state].name ?? 'unnamed'}\``)
  return refuse(
    'cyclic-stages',
    `The stages ${names.join(' → ')} → \`${stage[state].name ?? 'unnamed'}\` depend on each other, so none can be built first.`,
    'A change made by name must not refer to a stage that needs the changed one.',
  )
}

/** The stages of a document in order, and the final form of any stage that is referred to. */
export interface StageOrder {
  readonly stages: readonly AnyStage[]
  readonly finalOf: (stage: AnyStage) => AnyStage
}

/**
 * Orders all stages that the targets need: dependencies first, then first mention. Two values of one content history
 * are one stage.
 */
export const orderStages = (targets: readonly AnyStage[], own: readonly StageEdit[]): StageOrder => {
  const edits = [...collectEdits(targets), ...own]
  const finals = new Map<unknown, AnyStage>()
  const stages: AnyStage[] = []
  // A stage and itself with edits attached differ in `edits` alone: the entries and the name identify it.
  const identities = new Map<AnyStage, string>()
  const identity = (stage: AnyStage): string => {
    const known = identities.get(stage)
    if (known !== undefined) return known
    const { base, entries, name = '', platform = '' } = stage[state]
    const made = `${name} ${platform} ${isStage(base) ? `(${identity(base)})` : base} ${number(entries)}`
    identities.set(stage, made)
    return made
  }
  const numbers = new Map<unknown, number>()
  const number = (value: unknown): number => {
    const known = numbers.get(value) ?? numbers.size
    numbers.set(value, known)
    return known
  }
  const open = new Set<AnyStage>()
  const visit = (stage: AnyStage): void => {
    const key = identity(stage)
    const before = finals.get(key)
    if (before) {
      if (open.has(before)) refuseCycle(before, open)
      return
    }
    const final = applyEdits(stage, edits)
    finals.set(key, final)
    finals.set(identity(final), final)
    open.add(final)
    referencesOf(final).forEach(visit)
    open.delete(final)
    stages.push(final)
  }
  targets.forEach(visit)
  return { stages, finalOf: (stage) => finals.get(identity(stage)) ?? stage }
}

/** All stages that the targets need, in order. */
export const reachableStages = (targets: readonly AnyStage[], edits: readonly StageEdit[]): readonly AnyStage[] =>
  orderStages(targets, edits).stages
