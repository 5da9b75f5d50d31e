import { checkInstructions } from '../../parser/check-instructions.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { LintOptions } from '../lint-document.js'
import { pragmas } from '../pragmas.js'
import { isBefore, refusalOf } from './buildkit-order.js'
import type { CompatFinding } from './compat-finding.js'
import { toolFindings } from './tool-findings.js'

const byLine = (left: CompatFinding, right: CompatFinding): number => left.line - right.line

/**
 * What `docker build --check` says about a file: BuildKit's checks on all stages, in its words and at its lines. A file
 * that does not build gives one entry `parse-error` behind what was found before it.
 */
export const buildkitFindings = (
  text: string,
  options: LintOptions & { readonly file: string },
): readonly CompatFinding[] => {
  const { file } = options
  const error = (line: number, message: string): CompatFinding => ({
    file,
    line,
    code: 'parse-error',
    level: 'error',
    message,
  })
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return [error(parsed.error.line, parsed.error.message)]
  const { document } = parsed
  const { findings, analysis } = toolFindings('buildkit', document, { ...options, text })
  const { check, silences } = pragmas(document, analysis, { disableIgnorePragma: true })
  const refusal = refusalOf([...parsed.problems, ...checkInstructions(document)], analysis)
  const warnings = findings
    .filter(({ rule, finding }) => !silences(rule, finding))
    .flatMap((each) =>
      each.codes
        .filter((code) => refusal === undefined || isBefore(refusal, code, each))
        .map((code): CompatFinding => ({
          file,
          line: each.line,
          code,
          level: check.error ? 'error' : 'warning',
          message: each.finding.message,
        })),
    )
  return [...warnings.toSorted(byLine), ...(refusal === undefined ? [] : [error(refusal.line, refusal.message)])]
}
