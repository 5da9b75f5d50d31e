import { type AnyPresetDefinition, definePreset, isUnchanged, type Preset, presetDefinition } from './define-preset.js'

const own = new WeakSet<AnyPresetDefinition>()

/** Makes a preset of the catalogue, as `definePreset` does. */
export const ownPreset: typeof definePreset = (definition) => {
  own.add(definition)
  return definePreset(definition)
}

/** Whether a preset is made by code of ours alone: one of the catalogue that nothing was added to. */
export const isOwn = (preset: Preset): boolean => isUnchanged(preset) && own.has(presetDefinition(preset))
