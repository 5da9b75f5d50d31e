/** What needs the schema library: the presets, and what makes them. */
export { definePreset, resolve } from '../../presets/define-preset.js'
export * from '../../presets/index.js'
