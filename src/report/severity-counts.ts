import type { Diagnostic, Severity } from '../model/diagnostic.js'
import { plural } from './plural.js'

/** How many findings there are of each severity. */
export interface SeverityCounts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
}

/** Counts findings by severity. */
export const severityCounts = (findings: readonly Diagnostic[]): SeverityCounts => {
  const count = (severity: Severity): number => findings.filter((each) => each.severity === severity).length
  return { errors: count('error'), warnings: count('warning'), infos: count('info') }
}

/**
 * What there is of each severity, in words; nothing of those that there is none of.
 *
 * @example
 * ```ts
 * severityWords({ errors: 0, warnings: 2, infos: 1 }) // ['2 warnings', '1 info']
 * ```
 */
export const severityWords = ({ errors, warnings, infos }: SeverityCounts): readonly string[] => [
  ...(errors === 0 ? [] : [plural(errors, 'error')]),
  ...(warnings === 0 ? [] : [plural(warnings, 'warning')]),
  ...(infos === 0 ? [] : [plural(infos, 'info')]),
]
