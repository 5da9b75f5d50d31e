import type { Policy } from '../rules/support/policy.js'
import type { HadolintConfig } from './compat/hadolint-config.js'

/** A team's policy with what hadolint is told about registries and labels, where the policy itself says nothing about them. */
export const withHadolintPolicy = (policy: Policy | undefined, config: HadolintConfig): Policy | undefined => {
  const { trustedRegistries, labelSchema, strictLabels } = config
  const registries = trustedRegistries === undefined ? {} : { registries: { allowed: trustedRegistries } }
  const labels =
    labelSchema === undefined && strictLabels === undefined
      ? {}
      : { labels: { required: labelSchema ?? {}, strict: strictLabels ?? false } }
  const merged = { ...registries, ...labels, ...policy }
  return Object.keys(merged).length === 0 ? undefined : merged
}
