import type { AnyPresetDefinition, Preset } from '../presets/define-preset.js'
import * as presets from '../presets/index.js'

/** A preset's function for options that are only known at run time; it checks them. */
export type CatalogueFunction = ((options: Readonly<Record<string, unknown>>) => Preset) & {
  readonly definition: AnyPresetDefinition
}

/** Whether a value is what `definePreset` makes. */
export const isPresetFunction = (value: unknown): value is CatalogueFunction =>
  typeof value === 'function' && 'definition' in value

const functions: readonly unknown[] = Object.values(presets)

/** The function that makes presets of a definition of the catalogue. */
export const presetFunction = (definition: AnyPresetDefinition): CatalogueFunction => {
  const found = functions.filter(isPresetFunction).find((each) => each.definition === definition)
  if (found === undefined) throw new Error(`src/presets/index.ts does not export ${definition.name}`)
  return found
}
