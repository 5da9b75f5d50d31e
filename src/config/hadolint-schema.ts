import * as z from 'zod'

const codes = z.array(z.string())

const level = z.enum(['error', 'warning', 'info', 'style', 'ignore', 'none'])

/** What of a `.hadolint.yaml` means something to us; the rest, such as `format`, is passed over. */
export const hadolintSchema = z.object({
  ignored: codes.nullish(),
  override: z
    .object({ error: codes.nullish(), warning: codes.nullish(), info: codes.nullish(), style: codes.nullish() })
    .nullish(),
  trustedRegistries: codes.nullish(),
  'label-schema': z.record(z.string(), z.enum(['text', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email'])).nullish(),
  'strict-labels': z.boolean().nullish(),
  'disable-ignore-pragma': z.boolean().nullish(),
  'failure-threshold': level.nullish(),
  'no-fail': z.boolean().nullish(),
})

/** A `.hadolint.yaml` as it is written. */
export type WrittenHadolintConfig = z.output<typeof hadolintSchema>
