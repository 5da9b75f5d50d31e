import { goDistroless } from './go-distroless/index.js'
import { nodeProdDeps } from './node-prod-deps/index.js'
import { pythonSlim } from './python-slim/index.js'
import type { AnyPresetDefinition } from './define-preset.js'

export { goDistroless, nodeProdDeps, pythonSlim }

/** The presets that come with the package, in the order in which they are listed. */
export const presetCatalogue: readonly AnyPresetDefinition[] = [
  goDistroless.definition,
  nodeProdDeps.definition,
  pythonSlim.definition,
]
