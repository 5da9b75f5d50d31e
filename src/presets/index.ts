import type { AnyPresetDefinition } from './define-preset.js'
import { goDistroless } from './go-distroless/index.js'
import { nodeProdDeps } from './node-prod-deps/index.js'
import { pythonAlpineUv } from './python-alpine-uv/index.js'
import { pythonSlim } from './python-slim/index.js'
import { rust } from './rust/index.js'

export { goDistroless, nodeProdDeps, pythonAlpineUv, pythonSlim, rust }

/** The presets that come with the package, in the order in which they are listed. */
export const presetCatalogue: readonly AnyPresetDefinition[] = [
  goDistroless.definition,
  nodeProdDeps.definition,
  pythonAlpineUv.definition,
  pythonSlim.definition,
  rust.definition,
]
