import { createHash } from 'node:crypto'
import type { LintedFile } from '../../linter/lint-outcome.js'
import type { Diagnostic } from '../../model/diagnostic.js'
import { frameLines } from '../code-frame.js'

/**
 * Names findings so that the same one has the same name in the next run, also where lines above it came or went: by file, rule
 * and the text of its line, and by position among those that are alike. 32 hexadecimal digits each, in the order of the findings.
 */
export const fingerprintsOf = ({ file, text, diagnostics }: LintedFile): readonly string[] => {
  const lines = frameLines(text)
  const seen = new Map<string, number>()
  const nameOf = ({ rule, span, message, file: own = file }: Diagnostic): string => {
    const line = own === file && span !== undefined ? lines[span.start.line - 1]?.trim() : undefined
    const alike = JSON.stringify([own, rule, line ?? message])
    const position = seen.get(alike) ?? 0
    seen.set(alike, position + 1)
    return createHash('sha256').update(`${alike}${position}`).digest('hex').slice(0, 32)
  }
  return diagnostics.map(nameOf)
}
