import { look } from '../../disk/journal.js'
import { isPreset, type Preset } from '../../presets/define-preset.js'
import { isOwn } from '../../presets/own-preset.js'
import type { Library } from './library.js'
import type { Loaded, LoadOptions } from './load.js'
import type { PresetCall } from './preset-call.js'
import { userError } from './user-error.js'

const make = async ({ preset, options }: PresetCall, library: Library): Promise<Preset | undefined> => {
  const call = (await library.parts[preset]?.load())?.[preset]
  const made: unknown = typeof call === 'function' ? Reflect.apply(call, undefined, options) : undefined
  return isPreset(made) && isOwn(made) ? made : undefined
}

/** Checking the options is the same for all services with one text. */
const known = new WeakMap<PresetCall, Preset>()

/**
 * What evaluating a source comes to that does nothing but call a preset of ours. `undefined` where that fails: the code itself tells
 * why, with its lines.
 */
export const loadPresetCall = async (
  call: PresetCall,
  file: string,
  { library, display }: LoadOptions,
): Promise<Loaded | undefined> => {
  const value = known.get(call) ?? (await make(call, library).catch(() => undefined))
  if (value === undefined) return undefined
  known.set(call, value)
  return {
    value,
    inputs: [look.realPath(file)],
    // Code of ours needs no watching over, and no line of the user takes part in it.
    run: async (code) => {
      try {
        return await code()
      } catch (error) {
        throw userError(error, display(file))
      }
    },
  }
}
