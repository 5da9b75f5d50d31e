import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { LintOptions } from '../lint-document.js'
import type { Policy } from '../../rules/support/policy.js'
import type { CompatFinding } from './compat-finding.js'
import type { HadolintConfig, HadolintLevel } from './hadolint-config.js'
import { hadolintLevel } from './hadolint-levels.js'
import { hadolintPragmas } from './hadolint-pragmas.js'
import { toolFindings } from './tool-findings.js'

/** A finding with hadolint's level, which may be that it is not shown. */
export interface LeveledFinding extends Omit<CompatFinding, 'level'> {
  readonly level: HadolintLevel
}

const policyOf = ({ trustedRegistries, labelSchema, strictLabels }: HadolintConfig): Policy => ({
  ...(trustedRegistries === undefined ? {} : { registries: { allowed: trustedRegistries } }),
  ...(labelSchema === undefined && strictLabels === undefined
    ? {}
    : { labels: { required: labelSchema ?? {}, strict: strictLabels ?? false } }),
})

const order = (left: LeveledFinding, right: LeveledFinding): number =>
  left.line - right.line || (left.code < right.code ? -1 : left.code > right.code ? 1 : 0)

/** What hadolint finds in a file, what it does not show by default among it. */
export const allHadolintFindings = (
  text: string,
  options: LintOptions & { readonly file: string },
  config: HadolintConfig = {},
): readonly LeveledFinding[] => {
  const { file } = options
  const make = (code: string, line: number, message: string): LeveledFinding => ({
    file,
    line,
    code,
    level: config.override?.[code] ?? hadolintLevel(code),
    message,
  })
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return [make('DL1000', parsed.error.line, parsed.error.message)]
  const { document } = parsed
  const { findings, analysis } = toolFindings('hadolint', document, { ...options, text, policy: policyOf(config) })
  const all = findings.flatMap(({ codes, line, finding }) => codes.map((code) => make(code, line, finding.message)))
  const unreadable = all.filter(({ code }) => code === 'DL1000').toSorted(order)
  if (unreadable[0] !== undefined) return [unreadable[0]]
  const { silences } = hadolintPragmas(analysis)
  const kept = all.filter(
    ({ code, line }) =>
      config.ignored?.includes(code) !== true && (config.disableIgnorePragma === true || !silences(code, line)),
  )
  return [...new Map(kept.map((each) => [`${each.line} ${each.code}`, each])).values()].toSorted(order)
}

const isShown = (finding: LeveledFinding): finding is CompatFinding => finding.level !== 'ignore'

/** What hadolint prints about a file: its rules at its lines. */
export const hadolintFindings = (
  text: string,
  options: LintOptions & { readonly file: string },
  config: HadolintConfig = {},
): readonly CompatFinding[] => allHadolintFindings(text, options, config).filter(isShown)
