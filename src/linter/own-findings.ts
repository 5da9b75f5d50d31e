import type { Severity } from '../model/diagnostic.js'

/** What the linter itself reports: no rule can, since they are about the file as a whole or about suppressions. */
export type OwnFinding = 'syntax-error' | 'suppression-without-reason' | 'unused-suppression'

/** How bad each is by default. */
export const ownSeverities: Readonly<Record<OwnFinding, Severity>> = {
  'syntax-error': 'error',
  'suppression-without-reason': 'error',
  'unused-suppression': 'warning',
}
