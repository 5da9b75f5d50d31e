import type { LintFormat, LintReporter } from './lint-reporter.js'

export { asLintOutcome, compatReporters } from './compat.js'
export type { LintFormat, LintReporter, LintReportOptions } from './lint-reporter.js'

/**
 * The reporters of `lint`, each loaded only when it is asked for.
 *
 * @example
 * ```ts
 * const report = await lintReporters.sarif()
 * const { stdout } = report(outcome, { quiet: false, color: false, readSource })
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
