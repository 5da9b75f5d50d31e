export * from './core.js'
export * from './presets/index.js'
