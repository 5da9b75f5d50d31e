import { assemble } from '../builders/assemble.js'
import { type GenDockerfileError, isGenDockerfileError } from '../model/error.js'
import { type AnyPresetDefinition, resolve } from '../presets/define-preset.js'
import type { Facts } from '../project/facts.js'
import { renderDocument } from '../renderer/index.js'
import { finalStage } from './existing/final-stage.js'
import type { FinalStage } from './existing/setting.js'
import { presetFunction } from '../generate/preset-function.js'

/** What a preset makes of options and facts: its final stage, or its refusal. */
export type Attempt =
  | { readonly kind: 'fits'; readonly stage: FinalStage }
  | { readonly kind: 'refuses'; readonly error: GenDockerfileError }

/** Tries a preset with options on the facts of a repository. */
export const attempt = (
  definition: AnyPresetDefinition,
  options: Readonly<Record<string, unknown>>,
  facts: Facts,
): Attempt => {
  try {
    const { document } = assemble(resolve(presetFunction(definition)(options), facts))
    // Some values only the renderer refuses.
    renderDocument(document)
    return { kind: 'fits', stage: finalStage(document) }
  } catch (error) {
    if (!isGenDockerfileError(error)) throw error
    return { kind: 'refuses', error }
  }
}
