import type { AnyPresetDefinition } from '../../presets/define-preset.js'
import type { Facts } from '../../project/facts.js'
import type { FinalStage } from './setting.js'

/** What becomes of one setting: options of the preset that say the same, or why there are none. */
export type Decision =
  | { readonly kind: 'kept'; readonly options: Readonly<Record<string, unknown>>; readonly why?: string }
  | { readonly kind: 'same' | 'left'; readonly why: string }

/** What a decision looks at. */
export interface DecisionContext {
  readonly definition: AnyPresetDefinition
  readonly facts: Facts
  /** The Dockerfile. */
  readonly old: FinalStage
  /** What the preset says without further options; absent where it refuses to be without them. */
  readonly own: FinalStage | undefined
}

/** Words as they would be typed, for messages. */
export const typed = (words: readonly string[]): string => {
  const text = words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}

/** A setting that is not carried over. */
export const left = (why: string): Decision => ({ kind: 'left', why })

/** A setting that the preset has anyway. */
export const same = (why: string): Decision => ({ kind: 'same', why })

/** Whether the preset has an option. */
export const hasOption = ({ definition }: DecisionContext, name: string): boolean =>
  Object.hasOwn(definition.options.shape, name)
