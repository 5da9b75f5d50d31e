import type { Severity } from '../model/diagnostic.js'
import type { HadolintConfig, HadolintLevel } from './compat/hadolint-config.js'

const severities: Readonly<Record<Exclude<HadolintLevel, 'ignore'>, Severity>> = {
  error: 'error',
  warning: 'warning',
  info: 'info',
  style: 'info',
}

/** The severity that hadolint's configuration gives a finding, by its codes; the worst where it gives several. */
export const hadolintSeverity = (codes: readonly string[], config: HadolintConfig = {}): Severity | undefined => {
  const { override } = config
  if (override === undefined) return undefined
  const levels = codes.flatMap((code) => override[code.replace(/^hadolint:/, '')] ?? [])
  const given = levels.flatMap((level) => (level === 'ignore' ? [] : [severities[level]]))
  return (['error', 'warning', 'info'] as const).find((severity) => given.includes(severity))
}
