import type { Diagnostic, Severity } from '../model/diagnostic.js'
import { docsUrl } from './rule-url.js'

/** What the linter itself reports: no rule can, since they are about the file as a whole or about suppressions. */
export type OwnFinding = 'syntax-error' | 'not-text' | 'suppression-without-reason' | 'unused-suppression'

/** How bad each is by default. */
export const ownSeverities: Readonly<Record<OwnFinding, Severity>> = {
  'syntax-error': 'error',
  'not-text': 'error',
  'suppression-without-reason': 'error',
  'unused-suppression': 'warning',
}

/** Makes a diagnostic of what the linter itself reports. */
export const ownDiagnostic = (
  rule: OwnFinding,
  found: Pick<Diagnostic, 'message' | 'hint' | 'span' | 'origin' | 'file'> & { readonly severity?: Severity },
): Diagnostic => ({ rule, codes: [], severity: ownSeverities[rule], ...found, url: `${docsUrl}/linting.md#${rule}` })
