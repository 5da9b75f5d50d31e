import type { HadolintConfig, HadolintLevel } from '../linter/compat/hadolint-config.js'
import { GenDockerfileError } from '../model/error.js'
import { configText } from './config-text.js'
import { hadolintSchema, type WrittenHadolintConfig } from './hadolint-schema.js'
import { parseYaml } from './yaml-source.js'

const configFrom = (written: WrittenHadolintConfig): HadolintConfig => {
  const { ignored, override, trustedRegistries } = written
  const levels = (['style', 'info', 'warning', 'error'] as const).flatMap((level) =>
    (override?.[level] ?? []).map((code): [string, HadolintLevel] => [code, level]),
  )
  const given = {
    labelSchema: written['label-schema'],
    strictLabels: written['strict-labels'],
    disableIgnorePragma: written['disable-ignore-pragma'],
    failureThreshold: written['failure-threshold'],
    noFail: written['no-fail'],
  }
  return {
    ...(ignored ? { ignored } : {}),
    ...(levels.length === 0 ? {} : { override: Object.fromEntries(levels) }),
    ...(trustedRegistries ? { trustedRegistries } : {}),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null && value !== undefined)),
  }
}

/**
 * Reads a `.hadolint.yaml`.
 *
 * @param file absolute
 * @param shown the name for people
 * @throws GenDockerfileError `config-unreadable`, `invalid-yaml`, `invalid-hadolint-config`.
 */
export const readHadolintConfig = (file: string, shown: string): HadolintConfig => {
  const { value, placeOf } = parseYaml(configText(file, shown), shown)
  const parsed = hadolintSchema.safeParse(value ?? {})
  if (parsed.success) return configFrom(parsed.data)
  const [issue] = parsed.error.issues
  const path = issue?.path ?? []
  throw new GenDockerfileError({
    code: 'invalid-hadolint-config',
    message: `\`${shown}\`: \`${path.map(String).join('.')}\` is not valid: ${issue?.message ?? ''}.`,
    hint: 'hadolint passes over such a file as a whole.',
    place: placeOf(path),
  })
}
