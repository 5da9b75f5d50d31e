import type { LintOptions } from '../lint-document.js'
import type { Policy } from '../../rules/support/policy.js'
import type { CompatFinding } from './compat-finding.js'
import type { Analysis } from '../../analysis/analyse.js'
import { analyse } from '../../analysis/analyse.js'
import { shellScripts } from '../../analysis/shell-scripts.js'
import type { ShellcheckComment } from '../../rules/support/shellcheck-comment.js'
import type { HadolintConfig, HadolintLevel } from './hadolint-config.js'
import { hadolintDocument } from './hadolint-document.js'
import { hadolintLevel } from './hadolint-levels.js'
import { hadolintOnly } from './hadolint-only.js'
import type { HadolintOnly } from './hadolint-only.js'
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

/** A finding of ShellCheck's that hadolint passes on. */
interface ShellFinding extends HadolintOnly {
  readonly level: HadolintLevel
}

/** hadolint passes on one finding of ShellCheck's for each RUN, the last, at the line where the RUN begins. */
const shellFindings = (
  analysis: Analysis,
  comments: readonly (readonly ShellcheckComment[])[] | undefined,
): readonly ShellFinding[] =>
  comments === undefined
    ? []
    : shellScripts(analysis, { asHadolint: true }).flatMap(({ at }, index): readonly ShellFinding[] => {
        const last = comments[index]?.at(-1)
        const line = at.span?.start.line ?? 1
        return last === undefined
          ? []
          : [{ code: `SC${last.code}`, line, message: last.message, level: last.level, at }]
      })

/** The scripts that hadolint would give to ShellCheck, in the order of `options.shellcheck`. */
export const hadolintScripts = (text: string): readonly string[] => {
  const read = hadolintDocument(text)
  if ('error' in read) return []
  return shellScripts(analyse(read.document), { asHadolint: true }).map((script) => script.text)
}

/** What hadolint finds in a file, what it does not show by default among it. */
export const allHadolintFindings = (
  text: string,
  options: LintOptions & { readonly file: string },
  config: HadolintConfig = {},
): readonly LeveledFinding[] => {
  const { file } = options
  const make = ({ code, line, message, level }: HadolintOnly & Partial<ShellFinding>): LeveledFinding => ({
    file,
    line,
    code,
    level: config.override?.[code] ?? level ?? hadolintLevel(code),
    message,
  })
  const read = hadolintDocument(text)
  if ('error' in read) return [make({ code: 'DL1000', ...read.error })]
  const { document, unread } = read
  const { findings, analysis } = toolFindings('hadolint', document, { ...options, text, policy: policyOf(config) })
  const fromRules = findings.flatMap(({ codes, line, at, finding: { message } }) =>
    codes.map((code): HadolintOnly => ({ code, line, message, ...(at === undefined ? {} : { at }) })),
  )
  const unreadable = [
    ...fromRules.filter(({ code }) => code === 'DL1000'),
    ...unread.map(({ line = 1, message }) => ({ code: 'DL1000', line, message })),
  ]
  const [first] = unreadable.map(make).toSorted(order)
  if (first !== undefined) return [first]
  const { silences } = hadolintPragmas(document, analysis.instructions)
  const isIgnored = ({ code, at }: HadolintOnly): boolean =>
    config.ignored?.includes(code) === true || (config.disableIgnorePragma !== true && silences(code, at))
  const isInText = ({ at }: HadolintOnly): boolean => at?.kind !== 'from' || at.image !== ''
  const all = [...fromRules, ...hadolintOnly(text, analysis), ...shellFindings(analysis, options.shellcheck)]
  const kept = all.filter((each) => isInText(each) && !isIgnored(each))
  return [...new Map(kept.map((each) => [`${each.line} ${each.code}`, make(each)])).values()].toSorted(order)
}

const isShown = (finding: LeveledFinding): finding is CompatFinding => finding.level !== 'ignore'

/** What hadolint prints about a file: its rules at its lines. */
export const hadolintFindings = (
  text: string,
  options: LintOptions & { readonly file: string },
  config: HadolintConfig = {},
): readonly CompatFinding[] => allHadolintFindings(text, options, config).filter(isShown)
