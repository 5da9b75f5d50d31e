import type { CompatLevel } from '../../linter/compat/compat-finding.js'
import type { HadolintConfig } from '../../linter/compat/hadolint-config.js'
import { exitCodes } from '../exit-codes.js'

const ranks: Readonly<Record<CompatLevel, number>> = { error: 3, warning: 2, info: 1, style: 0 }

/** hadolint's exit code: 1 from the threshold on, which is `info` where nobody says otherwise. */
export const hadolintExitCode = (
  levels: readonly CompatLevel[],
  config: HadolintConfig,
  isComplete: boolean,
): number => {
  if (!isComplete) return exitCodes.findings
  const { failureThreshold = 'info', noFail } = config
  if (noFail === true) return exitCodes.fine
  const least = failureThreshold === 'none' || failureThreshold === 'ignore' ? 0 : ranks[failureThreshold]
  return levels.some((level) => ranks[level] >= least) ? exitCodes.findings : exitCodes.fine
}

/** That of `docker build --check`: 1 for any finding. */
export const buildkitExitCode = (levels: readonly CompatLevel[], isComplete: boolean): number =>
  levels.length === 0 && isComplete ? exitCodes.fine : exitCodes.findings

/** What decides about the exit code of a run without `--compat`. */
interface Counts {
  readonly errors: number
  readonly warnings: number
  readonly infos: number
  readonly maxWarnings: number | undefined
  readonly hadolint: HadolintConfig
}

/** Ours: 1 for an error and for more warnings than are allowed. What hadolint is told about failing counts as well. */
export const ownExitCode = ({ errors, warnings, infos, maxWarnings, hadolint }: Counts): number => {
  const { failureThreshold, noFail } = hadolint
  if (maxWarnings !== undefined) return errors > 0 || warnings > maxWarnings ? exitCodes.findings : exitCodes.fine
  if (noFail === true) return exitCodes.fine
  const counted =
    failureThreshold === undefined || failureThreshold === 'error'
      ? errors
      : failureThreshold === 'warning'
        ? errors + warnings
        : errors + warnings + infos
  return counted > 0 ? exitCodes.findings : exitCodes.fine
}
