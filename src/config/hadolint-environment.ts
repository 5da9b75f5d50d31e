import type { HadolintConfig, HadolintLevel } from '../linter/compat/hadolint-config.js'
import type { LabelType } from '../rules/support/policy.js'

type Environment = Readonly<Record<string, string | undefined>>

const list = (text: string | undefined): readonly string[] | undefined =>
  text === undefined || text === '' ? undefined : text.split(',').map((each) => each.trim())

/** What hadolint takes for yes. */
const isTrue = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(?:1|y|yes|true|on)$/i.test(text)

const levels: readonly HadolintLevel[] = ['style', 'info', 'warning', 'error']

const isThreshold = (text: string): text is HadolintLevel | 'none' =>
  [...levels, 'ignore', 'none'].some((level) => level === text)

const labelTypes: readonly LabelType[] = ['text', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email']

const labelSchema = (text: string | undefined): Readonly<Record<string, LabelType>> | undefined => {
  const pairs = list(text)?.flatMap((pair): [string, LabelType][] => {
    const colon = pair.lastIndexOf(':')
    const type = labelTypes.find((each) => each === pair.slice(colon + 1))
    return type === undefined || colon < 1 ? [] : [[pair.slice(0, colon), type]]
  })
  return pairs && Object.fromEntries(pairs)
}

/** What the variables `HADOLINT_…` say goes before the file; lists of codes to ignore are put together. */
export const withEnvironment = (config: HadolintConfig, environment: Environment): HadolintConfig => {
  const variable = (name: string): string | undefined => environment[`HADOLINT_${name}`]
  const ignored = list(variable('IGNORE'))
  const overridden = levels.flatMap((level) =>
    (list(variable(`OVERRIDE_${level.toUpperCase()}`)) ?? []).map((code): [string, HadolintLevel] => [code, level]),
  )
  const threshold = variable('FAILURE_THRESHOLD')?.toLowerCase() ?? ''
  const given = {
    trustedRegistries: list(variable('TRUSTED_REGISTRIES')),
    labelSchema: labelSchema(variable('REQUIRE_LABELS')),
    strictLabels: isTrue(variable('STRICT_LABELS')),
    disableIgnorePragma: isTrue(variable('DISABLE_IGNORE_PRAGMA')),
    failureThreshold: isThreshold(threshold) ? threshold : undefined,
    noFail: isTrue(variable('NOFAIL')),
  }
  return {
    ...config,
    ...(ignored === undefined ? {} : { ignored: [...(config.ignored ?? []), ...ignored] }),
    ...(overridden.length === 0 ? {} : { override: { ...config.override, ...Object.fromEntries(overridden) } }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }
}
