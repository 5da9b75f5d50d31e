import type { EscapeCharacter } from '../model/document.js'
import type { StageInstruction } from '../model/instruction.js'
import type { Place } from '../model/place.js'
import type { AnyStage } from './stage-value.js'
import type { Suppression } from './suppression.js'

/** What a step needs to know of the document that it becomes part of. */
export interface LowerContext {
  readonly escape: EscapeCharacter
  /** The name by which instructions refer to a stage. */
  readonly nameOf: (stage: AnyStage) => string
  /** Takes a text as the name of an external image; refuses one that a stage of the document has. */
  readonly external: (image: string) => string
}

/** An instruction without what the builder adds: its comments and its origin. */
export type Draft = StageInstruction extends infer Each
  ? Each extends StageInstruction
    ? Omit<Each, 'comments' | 'origin'>
    : never
  : never

/** One call of a builder method: an immutable recipe for instructions. */
export interface Step {
  /** The stages that its instructions refer to. */
  readonly references: readonly AnyStage[]
  /** The instructions, once names and the escape character are known. */
  readonly lower: (context: LowerContext) => readonly Draft[]
}

/** What the builder keeps of a call. */
export type Entry =
  | { readonly kind: 'comment'; readonly lines: readonly string[]; readonly origin?: Place }
  | { readonly kind: 'step'; readonly step: Step; readonly origin?: Place }
  | { readonly kind: 'ignore'; readonly suppression: Suppression }

/**
 * Makes the instructions of a step that names no stage and no image: they are the same in all documents with one escape
 * character, so that what was made to be checked is what is written.
 */
export const lowerOnce = (lower: Step['lower']): Step['lower'] => {
  let known: { readonly escape: EscapeCharacter; readonly drafts: readonly Draft[] } | undefined
  return (context) => {
    const { escape } = context
    if (known?.escape !== escape) known = { escape, drafts: lower(context) }
    return known.drafts
  }
}

const noReferences: readonly AnyStage[] = []

/** A step of one instruction that refers to no stage. */
export const simpleStep = (lower: (context: Pick<LowerContext, 'escape'>) => Draft): Step => ({
  references: noReferences,
  lower: lowerOnce((context) => [lower(context)]),
})
