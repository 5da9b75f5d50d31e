import type { Diagnostic } from '../model/diagnostic.js'
import type { Position } from '../model/place.js'

/** A finding as the JSON output has it. */
export interface FindingData {
  readonly rule: string
  readonly codes: readonly string[]
  readonly severity: Diagnostic['severity']
  readonly message: string
  readonly hint?: string
  readonly file?: string
  readonly start?: Position
  readonly end?: Position
  readonly origin?: Diagnostic['origin']
  readonly fixable: boolean
  readonly url?: string
}

/** Whether `lint --fix` can repair it: of a generated file it is the `dockerfile.ts` that has to change. */
export const isFixable = ({ fix, origin }: Diagnostic): boolean => fix !== undefined && origin === undefined

/** A finding in the stable shape that programs read; documented with the output formats. */
export const findingData = (finding: Diagnostic): FindingData => {
  const { rule, codes, severity, message, hint, file, span, origin, url } = finding
  return {
    rule,
    codes,
    severity,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...(file === undefined ? {} : { file }),
    ...(span === undefined ? {} : { start: span.start, end: span.end }),
    ...(origin === undefined ? {} : { origin }),
    fixable: isFixable(finding),
    ...(url === undefined ? {} : { url }),
  }
}
