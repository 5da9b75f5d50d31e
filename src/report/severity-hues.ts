import type { Severity } from '../model/diagnostic.js'
import type { Colors } from './colors.js'

/** The color of each severity. */
export const severityHues = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<
  Severity,
  keyof Colors
>
