import type { LabelType } from '../../rules/support/policy.js'

/** How bad hadolint takes a finding to be; `ignore` is not shown. */
export type HadolintLevel = 'error' | 'warning' | 'info' | 'style' | 'ignore'

/** What a `.hadolint.yaml` says. */
export interface HadolintConfig {
  readonly ignored?: readonly string[]
  /** Other levels, by code. */
  readonly override?: Readonly<Record<string, HadolintLevel>>
  readonly trustedRegistries?: readonly string[]
  readonly labelSchema?: Readonly<Record<string, LabelType>>
  readonly strictLabels?: boolean
  readonly disableIgnorePragma?: boolean
  readonly failureThreshold?: HadolintLevel | 'none'
  readonly noFail?: boolean
}
