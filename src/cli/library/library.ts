import * as core from '../../core.js'
import type { Library, LibraryPart } from '../../generate/load/library.js'

/** A part that gives one name, which is known without loading it. */
const only = <Name extends string>(name: Name, load: () => Promise<Readonly<Record<Name, unknown>>>): LibraryPart => ({
  names: () => [name],
  load,
})

const preset = <Name extends string>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, unknown>>>,
): LibraryPart => ({
  ...only(name, load),
  isPreset: true,
})

/** Each preset is a part of its own: their options need the schema library, and their code is half of the program. */
const presets = {
  goDistroless: preset('goDistroless', () => import('../../presets/go-distroless/index.js')),
  nodeProdDeps: preset('nodeProdDeps', () => import('../../presets/node-prod-deps/index.js')),
  pythonAlpineUv: preset('pythonAlpineUv', () => import('../../presets/python-alpine-uv/index.js')),
  pythonSlim: preset('pythonSlim', () => import('../../presets/python-slim/index.js')),
  rust: preset('rust', () => import('../../presets/rust/index.js')),
  presetCatalogue: only('presetCatalogue', () => import('../../presets/index.js')),
} as const satisfies Library['parts']

/** What presets are written with. */
const schema = { z: only('z', () => import('../../presets/schema.js')) } as const satisfies Library['parts']

/** What a user's `import … from 'gen-dockerfile'` gets: this program's own copy, of which only what is used is loaded. */
export const library: Library = {
  parts: { core: { names: () => Object.keys(core), load: async () => core }, ...presets, ...schema },
  entries: {
    'gen-dockerfile': ['core', ...Object.keys({ ...presets, ...schema })],
    'gen-dockerfile/presets': Object.keys(presets),
  },
}
