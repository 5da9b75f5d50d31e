import { checkInstructions } from '../../parser/check-instructions.js'
import type { ParsedDockerfile } from '../../parser/parse-dockerfile.js'
import type { Problem } from '../../parser/problem.js'

/** All that BuildKit refuses of a file although its grammar accepts it, by line. */
export const problemsOf = ({ document, problems }: ParsedDockerfile): readonly Problem[] =>
  [...problems, ...checkInstructions(document)].sort((left, right) => (left.line ?? 0) - (right.line ?? 0))
