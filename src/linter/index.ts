export { lintDocument } from './lint-document.js'
export type { LintOptions } from './lint-document.js'
