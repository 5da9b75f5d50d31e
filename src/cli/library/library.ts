import * as core from './core.js'
import type { Library } from '../../generate/load/library.js'

/** The names of the presets' part, which the build puts in so that knowing them does not mean loading it. */
declare const GEN_DOCKERFILE_PRESET_NAMES: readonly string[] | undefined

const presets = () => import('./presets.js')

/** What a user's `import … from 'gen-dockerfile'` gets: this program's own copy, of which only what is used is loaded. */
export const library: Library = {
  parts: {
    core: { names: () => Object.keys(core), load: async () => core },
    presets: {
      names: async () =>
        typeof GEN_DOCKERFILE_PRESET_NAMES === 'undefined' ? Object.keys(await presets()) : GEN_DOCKERFILE_PRESET_NAMES,
      load: presets,
    },
  },
  entries: {
    'gen-dockerfile': ['core', 'presets'],
    'gen-dockerfile/presets': ['presets'],
  },
}
