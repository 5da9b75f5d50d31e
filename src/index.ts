export * from './core.js'
export * from './presets/index.js'
export { z } from './presets/schema.js'
