import type { Place } from '../model/place.js'
import type { brand } from './brand.js'
import { hasBrand } from './brand.js'
import type { Entry } from './step.js'

/** The key under which a builder keeps what was said so far. */
export const state: unique symbol = Symbol.for('gen-dockerfile.state') as never

/** A change of a stage by its name, made by `dockerfile.stage(name, …)` or `preset.extend(name, …)`. */
export interface StageEdit {
  readonly name: string
  readonly edit: (stage: AnyStage) => AnyStage
}

/** What a stage builder knows: immutable, shared by the builders that go on from it. */
export interface StageState {
  readonly name: string | undefined
  /** The image or stage behind FROM. */
  readonly base: string | AnyStage
  readonly platform: string | undefined
  readonly comment: readonly string[]
  readonly origin: Place | undefined
  /** The calls in order, newest first, as a list that prefixes share. */
  readonly entries: EntryList | undefined
  /** Changes of stages that this one depends on. */
  readonly edits: readonly StageEdit[]
}

/** A list that grows at its head, so that a prefix is shared and never copied. */
export interface EntryList {
  readonly entry: Entry
  readonly before: EntryList | undefined
}

/** Any stage, whatever its name. */
export interface AnyStage {
  readonly [brand]: 'stage'
  readonly [state]: StageState
}

/** Whether a value is a stage with a FROM. */
export const isStage = (value: unknown): value is AnyStage => hasBrand(value, 'stage')

/** The calls in the order in which they were made. */
export const entriesOf = (stage: AnyStage): readonly Entry[] => {
  const entries: Entry[] = []
  for (let node = stage[state].entries; node; node = node.before) entries.push(node.entry)
  return entries.reverse()
}
