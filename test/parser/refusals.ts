import { checkInstructions } from '../../src/parser/check-instructions.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'
import type { Problem, ProblemPhase } from '../../src/parser/problem.js'
import type { OracleError } from './buildkit-tree.js'

/** All that our parser and its checks have against a document of one phase, in BuildKit's order; empty for none. */
export const refusalsOf = (text: string, phase: ProblemPhase): readonly Problem[] => {
  const parsed = parseDockerfile(text)
  if ('error' in parsed) return []
  const problems = [...parsed.problems, ...checkInstructions(parsed.document)]
  return problems.filter((each) => each.phase === phase).toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0))
}

/** BuildKit's message without its line and without its suggestion, which is any of several. */
const bareMessage = (message: string): string =>
  message.replace(/^dockerfile parse error on line \d+: /, '').replace(/ \(did you mean [^)]*\?\)$/, '')

/** What has to be equal of a refusal. */
export const comparable = (
  refusal: Problem | OracleError | undefined,
): { message: string; line: number } | undefined => {
  if (refusal === undefined) return undefined
  const line = 'phase' in refusal ? refusal.line : refusal.locations?.[0]?.start
  return { message: bareMessage(refusal.message), line: line ?? 0 }
}
