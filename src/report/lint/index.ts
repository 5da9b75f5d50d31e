import type { LintFormat, LintReporter } from './lint-reporter.js'

export { asLinted, type CompatFile, compatReporters } from './compat.js'
export { addTallies, failureFile, type LintTally, noTally, summaryOf, tallyOf } from './findings.js'
export { holdText } from './held-text.js'
export type { LintFormat, LintReporter, LintReportOptions } from './lint-reporter.js'

/**
 * The reporters of `lint`, each loaded only when it is asked for.
 *
 * @example
 * ```ts
 * const { begin, spell } = await lintReporters.json()
 * const { add, end } = begin(options)
 * process.stdout.write(add(spell([file], options)))
 * const { stdout, stderr } = end({ summary, fixable: 0, failures: [], notes: [] })
 * ```
 */
export const lintReporters: Readonly<Record<LintFormat, () => Promise<LintReporter>>> = {
  text: () => import('./text.js').then(({ text }) => text),
  json: () => import('./json.js').then(({ json }) => json),
  sarif: () => import('./sarif.js').then(({ sarif }) => sarif),
  github: () => import('./github.js').then(({ github }) => github),
  checkstyle: () => import('./checkstyle.js').then(({ checkstyle }) => checkstyle),
  gitlab: () => import('./gitlab.js').then(({ gitlab }) => gitlab),
}
