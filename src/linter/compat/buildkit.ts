import { checkInstructions } from '../../parser/check-instructions.js'
import { parseDockerfile } from '../../parser/parse-dockerfile.js'
import type { Problem } from '../../parser/problem.js'
import type { LintOptions } from '../lint-document.js'
import { pragmas } from '../pragmas.js'
import type { CompatFinding } from './compat-finding.js'
import { toolFindings } from './tool-findings.js'

/** Checks that are made instruction by instruction while the file is read; all others wait until it is. */
const whileReading: readonly string[] = [
  'StageNameCasing',
  'FromAsCasing',
  'MaintainerDeprecated',
  'InvalidDefinitionDescription',
  'NoEmptyContinuation',
]

interface Placed {
  readonly line: number
}

const byLine = (left: Placed, right: Placed): number => left.line - right.line

/** What keeps BuildKit from going on: the first instruction that it cannot read, or else the first that it cannot build. */
const refusalOf = (problems: readonly Problem[]): (Problem & Placed) | undefined => {
  const sorted = problems.map((problem) => ({ ...problem, line: problem.line ?? 1 })).toSorted(byLine)
  return sorted.find(({ phase }) => phase === 'read') ?? sorted.find(({ phase }) => phase === 'build')
}

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
  const refusal = refusalOf([...parsed.problems, ...checkInstructions(document)])
  const { findings, analysis } = toolFindings('buildkit', document, { ...options, text })
  const { check, silences } = pragmas(document, analysis)
  const warnings = findings
    .filter(({ rule, finding }) => !silences(rule, finding))
    .flatMap(({ codes, line, finding }) =>
      codes.map((code): CompatFinding => ({
        file,
        line,
        code,
        level: check.error ? 'error' : 'warning',
        message: finding.message,
      })),
    )
    .filter(({ code, line }) => {
      if (refusal === undefined) return true
      return refusal.phase === 'read' ? whileReading.includes(code) && line < refusal.line : line < refusal.line
    })
  return [...warnings.toSorted(byLine), ...(refusal === undefined ? [] : [error(refusal.line, refusal.message)])]
}
